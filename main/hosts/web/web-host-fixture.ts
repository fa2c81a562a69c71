import { once } from 'node:events';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { type ClientOptions, WebSocket } from 'ws';
import type { Envelope, MemoryTick, PushPayload } from '../../../shared/contract.ts';
import { type ConnectionScope, createDoor, type RequestHandlers } from '../../dispatch.ts';
import type { App } from '../../door.ts';
import type { WebLimits } from './limits.ts';
import { startWebHost, type WebHost } from './web-host.ts';

/** The real door before an app that does next to nothing, and says how many windows it has. */
export class TinyApp implements App {
  /** Connections that are open now. */
  windows = 0;
  /** Samples are wanted by some window. */
  sampling = false;
  /** Windows that opened an inventory, in that order. */
  readonly readers: ConnectionScope[] = [];
  #emit: (ticks: MemoryTick[]) => void = () => {};
  readonly #door = createDoor({
    handlers: {
      'collection:list': () => [],
      'collection:start': ({ source }) => ({ collectionId: source.kind }),
      // An answer that no frame can carry.
      'memory:history': () => [1n as never],
      'inventory:open': (_params, scope) => {
        this.readers.push(scope);
        return {};
      },
    } as Partial<RequestHandlers> as RequestHandlers,
    sources: {
      'memory:ticks': (emit) => {
        this.sampling = true;
        this.#emit = emit;
        return () => {
          this.sampling = false;
        };
      },
    },
  });

  readonly connect: App['connect'] = (client) => {
    this.windows += 1;
    const connection = this.#door.connect(client);
    return {
      request: (name, params) => connection.request(name, params),
      subscribe: (name) => connection.subscribe(name),
      unsubscribe: (name) => connection.unsubscribe(name),
      close: () => {
        this.windows -= 1;
        connection.close();
      },
    };
  };

  tick(at: number): void {
    this.#emit([{ at, rss: 2, processes: [], isolates: [], gc: [], batches: [] }]);
  }

  async dispose(): Promise<void> {}
}

/** A chunk of that many bytes, all of them `seq`. */
export function chunk(seq: number, bytes: number): PushPayload<'inventory:chunk'> {
  return {
    collectionId: 'c1',
    seq,
    type: 'VirtualMachine',
    rows: 1,
    origin: 'vcenter',
    bytes: new Uint8Array(bytes).fill(seq),
  };
}

export interface HostUnderTest {
  readonly host: WebHost;
  readonly app: TinyApp;
  /** What was logged. */
  readonly lines: readonly string[];
  /** What the browser calls our page. */
  readonly origin: string;
  /** Holds the built page; secret.json lies beside it. */
  readonly rendererDir: string;
}

/** Starts a host on a free port before a small page; ends it and removes the page with the test. `more` are further files. */
export async function startHost(
  limits: Partial<WebLimits> = {},
  more: Readonly<Record<string, Uint8Array>> = {},
): Promise<HostUnderTest> {
  const folder = await mkdtemp(join(tmpdir(), 'heapsphere-web-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  // A folder named as the one for hashed files, which the page itself is not one of.
  const rendererDir = join(folder, 'assets', 'renderer');
  await writePage(folder, rendererDir);
  for (const [name, content] of Object.entries(more)) await writeFile(join(rendererDir, name), content);
  const app = new TinyApp();
  const lines: string[] = [];
  const host = await startWebHost({ app, rendererDir, port: 0, log: (line) => lines.push(line), limits });
  onTestFinished(() => host.close());
  return { host, app, lines, origin: `http://127.0.0.1:${host.port}`, rendererDir };
}

async function writePage(folder: string, rendererDir: string): Promise<void> {
  await mkdir(join(rendererDir, 'assets'), { recursive: true });
  await writeFile(join(folder, 'assets', 'secret.json'), '{"secret":1}');
  await writeFile(join(rendererDir, 'index.html'), '<!doctype html><title>Heapsphere</title>');
  await writeFile(join(rendererDir, 'favicon.svg'), '<svg/>');
  await writeFile(join(rendererDir, 'notes.txt'), 'not of the page');
  await writeFile(join(rendererDir, 'assets', 'index-1.js'), 'export {};');
  await writeFile(join(rendererDir, 'assets', 'index-1.css'), 'a{}');
  await writeFile(join(rendererDir, 'assets', 'icons-1.woff2'), 'font');
  await symlink(join(folder, 'assets', 'secret.json'), join(rendererDir, 'assets', 'link.json'));
}

export interface RawAnswer {
  readonly status: number;
  /** By lower-case name. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** A bare connection, ended with the test. */
export async function dial(port: number): Promise<Socket> {
  const socket = connect({ host: '127.0.0.1', port, allowHalfOpen: true });
  onTestFinished(() => void socket.destroy());
  await once(socket, 'connect');
  return socket;
}

/** Sends a request as it is written here, which no client library would, and reads until the host has ended. */
export async function sendRaw(port: number, lines: readonly string[], body = ''): Promise<RawAnswer> {
  const socket = await dial(port);
  socket.write(`${lines.join('\r\n')}\r\n\r\n${body}`);
  return readAnswer(socket);
}

export async function readAnswer(socket: Socket): Promise<RawAnswer> {
  const parts: Buffer[] = [];
  for await (const part of socket as AsyncIterable<Buffer>) parts.push(part);
  const [head = '', ...rest] = Buffer.concat(parts).toString('utf8').split('\r\n\r\n');
  const [statusLine = '', ...headerLines] = head.split('\r\n');
  const headers = headerLines.map((line) => {
    const colon = line.indexOf(':');
    return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()];
  });
  return {
    status: Number(statusLine.split(' ')[1] ?? 0),
    headers: Object.fromEntries(headers),
    body: rest.join('\r\n\r\n'),
  };
}

export interface Asked {
  readonly method?: string;
  /** Replaces the right one; null leaves it out. */
  readonly host?: string | null;
  readonly headers?: readonly string[];
  readonly body?: string;
}

/** A request with our own Host, and whatever else is said. */
export function ask(port: number, path: string, asked: Asked = {}): Promise<RawAnswer> {
  const { method = 'GET', host = `127.0.0.1:${port}`, headers = [], body } = asked;
  const length = body === undefined ? [] : [`Content-Length: ${Buffer.byteLength(body)}`];
  const hostLine = host === null ? [] : [`Host: ${host}`];
  return sendRaw(port, [`${method} ${path} HTTP/1.1`, ...hostLine, ...headers, ...length, 'Connection: close'], body);
}

/** What our page is answered with; 0 when the host turns the connection away. */
export async function statusOf(port: number): Promise<number> {
  try {
    return (await ask(port, '/')).status;
  } catch {
    return 0;
  }
}

export function tokenOf(link: string): string {
  return new URLSearchParams(new URL(link).hash.slice(1)).get('token') ?? '';
}

/** POST /session as our own page does it. */
export function postToken({ host, origin }: HostUnderTest, token: string, window?: string): Promise<RawAnswer> {
  return ask(host.port, '/session', {
    method: 'POST',
    headers: [`Origin: ${origin}`, 'Content-Type: application/json'],
    body: JSON.stringify({ token, window }),
  });
}

/** The session that the host's link, or another one, opens. */
export async function openSession(under: HostUnderTest, link = under.host.url): Promise<string> {
  const answer = await postToken(under, tokenOf(link));
  if (answer.status !== 200) throw new Error(`no session: ${answer.status} ${answer.body}`);
  return (JSON.parse(answer.body) as { readonly session: string }).session;
}

export interface Upgrade {
  readonly protocols?: string[];
  readonly path?: string;
  readonly options?: ClientOptions;
}

/** Opens a window's socket with just what is said; resolves to it, or to the status it was refused with. */
export function upgrade({ host }: HostUnderTest, asked: Upgrade): Promise<WebSocket | number> {
  const { protocols = [], path = '/socket', options } = asked;
  const socket = new WebSocket(`ws://127.0.0.1:${host.port}${path}`, protocols, options);
  onTestFinished(() => socket.terminate());
  socket.on('error', () => {});
  return new Promise((resolve) => {
    socket.on('open', () => resolve(socket));
    socket.on('unexpected-response', (request, response) => {
      resolve(response.statusCode ?? 0);
      request.destroy();
    });
  });
}

/** Opens a window's socket as our own page does it. Throws when that is refused. */
export async function openSocket(
  under: HostUnderTest,
  session: string,
  options: ClientOptions = {},
): Promise<WebSocket> {
  const socket = await upgrade(under, {
    protocols: ['heapsphere', `session.${session}`],
    options: { origin: under.origin, ...options },
  });
  if (typeof socket === 'number') throw new Error(`the socket was refused with ${socket}`);
  return socket;
}

/** Asks over a socket and waits for the answer with the same id. */
export function request(socket: WebSocket, id: number, method: string, params: unknown): Promise<Envelope<unknown>> {
  return new Promise((resolve) => {
    const listen = (data: Buffer, binary: boolean): void => {
      if (binary) return;
      const frame = JSON.parse(String(data)) as { readonly id?: number; readonly envelope: Envelope<unknown> };
      if (frame.id !== id) return;
      socket.off('message', listen);
      resolve(frame.envelope);
    };
    socket.on('message', listen);
    socket.send(JSON.stringify({ id, method, params }));
  });
}

/** The code a socket is closed with. */
export async function closeCode(socket: WebSocket): Promise<number> {
  const [code] = (await once(socket, 'close')) as [number];
  return code;
}
