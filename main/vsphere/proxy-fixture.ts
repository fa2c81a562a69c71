import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { onTestFinished } from 'vitest';

export interface Proxy {
  readonly url: string;
  /** Heads of the requests that came. */
  readonly heads: readonly string[];
  /** Everything that was handed on towards the target. */
  passed(): string;
}

/** A proxy that answers as it is told, and hands bytes on after a 200. Ended with the test. */
export async function startProxy(answer = 'HTTP/1.1 200 Connection established\r\n\r\n'): Promise<Proxy> {
  const heads: string[] = [];
  let passed = '';
  const sockets = new Set<Socket>();
  const server = createServer((client) => {
    sockets.add(client.on('error', () => {}));
    client.once('data', (head) => {
      heads.push(head.toString('latin1'));
      client.write(answer);
      if (!answer.startsWith('HTTP/1.1 200')) return;
      const [, host, port] = /^CONNECT (.+):(\d+) /.exec(head.toString('latin1')) ?? [];
      const target = connect({ host: host ?? '', port: Number(port) }).on('error', () => client.destroy());
      sockets.add(target);
      client.on('data', (data) => {
        passed += data.toString('latin1');
      });
      client.pipe(target).pipe(client);
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, heads, passed: () => passed };
}
