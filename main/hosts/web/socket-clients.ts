import type { WebSocket } from 'ws';
import { z } from 'zod';
import type { PushName } from '../../../shared/channels.ts';
import type { PushPayload } from '../../../shared/contract.ts';
import type { App, Client, Connection } from '../../door.ts';
import type { WebLimits } from './limits.ts';

const POLICY_VIOLATION = 1008;
const INTERNAL_ERROR = 1011;

const frameSchema = z.union([
  z.strictObject({ id: z.number().int().min(0), method: z.string().max(100), params: z.unknown() }),
  z.strictObject({ subscribe: z.string().max(100) }),
  z.strictObject({ unsubscribe: z.string().max(100) }),
]);

export interface SocketService {
  readonly app: App;
  readonly bounds: WebLimits;
  readonly log: (line: string) => void;
}

/** Speaks the contract with one window over its socket, until either goes away. */
export function serveSocket(socket: WebSocket, { app, bounds, log }: SocketService): void {
  const send = (frame: string | Buffer) => sendWithin(bounds, socket, frame);
  const connection = app.connect(clientOn(socket, bounds, send));
  const ping = watchPulse(socket, bounds.pingMs);
  socket.on('message', (data, binary) => {
    // Frames that were on their way when the socket was closed are not looked at.
    if (socket.readyState !== socket.OPEN) return;
    receive(socket, connection, send, binary ? undefined : String(data)).catch((error: unknown) => {
      log(`A window's request could not be answered: ${error instanceof Error ? error.message : error}`);
      socket.close(INTERNAL_ERROR, 'internal error');
    });
  });
  // ws reports oversize and malformed frames here and closes by itself.
  socket.on('error', () => {});
  socket.on('close', () => {
    clearInterval(ping);
    connection.close();
  });
}

/** Ends the socket of a window that did not answer the last ping. */
function watchPulse(socket: WebSocket, everyMs: number): NodeJS.Timeout {
  let alive = true;
  socket.on('pong', () => {
    alive = true;
  });
  return setInterval(() => {
    if (!alive) {
      socket.terminate();
      return;
    }
    alive = false;
    socket.ping();
  }, everyMs);
}

async function receive(
  socket: WebSocket,
  connection: Connection,
  send: (frame: string) => void,
  text: string | undefined,
): Promise<void> {
  const frame = text === undefined ? undefined : parseFrame(text);
  if (frame && 'method' in frame) {
    const envelope = await connection.request(frame.method, frame.params);
    send(JSON.stringify({ id: frame.id, envelope }));
  } else if (frame && 'unsubscribe' in frame) connection.unsubscribe(frame.unsubscribe);
  else if (!frame || !connection.subscribe(frame.subscribe).ok) {
    socket.close(POLICY_VIOLATION, 'not a frame of this protocol');
  }
}

function parseFrame(text: string): z.infer<typeof frameSchema> | undefined {
  try {
    return frameSchema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

function clientOn(socket: WebSocket, bounds: WebLimits, send: (frame: string | Buffer) => void): Client {
  return {
    push: (name, payload) => {
      if (name === 'memory:ticks' && socket.bufferedAmount > bounds.skipSamplesBytes) return;
      send(encodePush(name, payload));
    },
  };
}

function sendWithin(bounds: WebLimits, socket: WebSocket, frame: string | Buffer): void {
  if (socket.readyState !== socket.OPEN) return;
  // A closing frame would only join the queue.
  if (socket.bufferedAmount > bounds.unsentBytes) socket.terminate();
  else socket.send(frame);
}

/** JSON text; a push that carries bytes is 4 bytes header length, the JSON header without them, then the bytes. */
function encodePush<K extends PushName>(name: K, payload: PushPayload<K>): string | Buffer {
  if (!('bytes' in payload)) return JSON.stringify({ push: name, payload });
  const { bytes, ...rest } = payload;
  const header = Buffer.from(JSON.stringify({ push: name, payload: rest }));
  const length = Buffer.alloc(4);
  length.writeUInt32BE(header.byteLength);
  return Buffer.concat([length, header, bytes]);
}
