import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

export interface SlowProxy {
  readonly port: number;
  /** Changes how late answers come from now on. */
  delayBy(milliseconds: number): void;
  close(): Promise<void>;
}

/** Passes TCP connections on to a loopback port; every answer comes that many milliseconds late, in its order. */
export async function startSlowProxy(targetPort: number, milliseconds: number): Promise<SlowProxy> {
  let delayMs = milliseconds;
  const open = new Set<Socket>();
  const late = new Set<NodeJS.Timeout>();
  const server = createServer((client) => {
    const target = connect(targetPort, '127.0.0.1');
    for (const socket of [client, target]) {
      open.add(socket);
      socket.on('error', () => {});
      socket.on('close', () => {
        open.delete(socket);
        client.destroy();
        target.destroy();
      });
    }
    client.pipe(target);
    target.on('data', (bytes) => {
      const timer = setTimeout(() => {
        late.delete(timer);
        client.write(bytes);
      }, delayMs);
      late.add(timer);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    delayBy: (later) => {
      delayMs = later;
    },
    close: async () => {
      for (const timer of late) clearTimeout(timer);
      for (const socket of open) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}
