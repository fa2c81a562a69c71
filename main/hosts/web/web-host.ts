import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse, STATUS_CODES } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import { HeapsphereError } from '../../../shared/errors.ts';
import type { App } from '../../door.ts';
import { SECURITY_HEADERS } from '../../security-headers.ts';
import { WEB_LIMITS, type WebLimits } from './limits.ts';
import { allowedHosts, refusal } from './request-guard.ts';
import { readSignIn } from './session-request.ts';
import { Sessions } from './sessions.ts';
import { serveSocket } from './socket-clients.ts';
import { listStaticFiles, sendFile } from './static-files.ts';

/** The only address: a dashboard for this machine, reached from elsewhere through an SSH tunnel. */
const ADDRESS = '127.0.0.1';

export interface WebHostOptions {
  readonly app: App;
  /** Folder of the built renderer. */
  readonly rendererDir: string;
  /** 0 takes a free port. */
  readonly port: number;
  /** For lines a person should see. */
  readonly log: (line: string) => void;
  /** Defaults to WEB_LIMITS. */
  readonly limits?: Partial<WebLimits>;
}

export interface WebHost {
  /** The first link, with its one-time token in the fragment, which no server and no log ever sees. */
  readonly url: string;
  readonly port: number;
  /** A fresh link; one that was not used yet is void. */
  newLink(): string;
  /** Ends windows and server, and waits until they have ended. Idempotent. */
  close(): Promise<void>;
}

/** Serves the dashboard to browsers on this machine. Throws `usage` when the port cannot be had. */
export async function startWebHost({ app, rendererDir, port, log, limits }: WebHostOptions): Promise<WebHost> {
  const bounds: WebLimits = { ...WEB_LIMITS, ...limits };
  const files = await listStaticFiles(rendererDir);
  const sessions = new Sessions();
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: bounds.frameBytes,
    perMessageDeflate: false,
    handleProtocols: () => 'heapsphere',
  });
  const server = createServer({
    requestTimeout: bounds.requestMs,
    headersTimeout: bounds.requestMs,
    connectionsCheckingInterval: Math.min(1000, bounds.requestMs),
  });
  server.setTimeout(bounds.idleMs);
  server.maxConnections = bounds.connections;
  await listen(server, port);
  const bound = (server.address() as AddressInfo).port;
  const hosts = allowedHosts(bound);

  server.on('request', (request, response) => {
    for (const [name, value] of Object.entries(SECURITY_HEADERS)) response.setHeader(name, value);
    const refused = refusal(request, hosts);
    // Nobody reads what comes behind such a request: the connection ends with its answer.
    if (hasBody(request) && (refused || !isSessionRequest(request))) response.setHeader('Connection', 'close');
    if (refused) sendText(response, refused.status, refused.reason);
    else answer(request, response).catch((error: unknown) => fail(response, error));
  });
  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    socket.on('error', () => socket.destroy());
    const status = refusal(request, hosts)?.status ?? upgradeRefusal(request);
    if (status !== undefined) refuseUpgrade(socket, status);
    else sockets.handleUpgrade(request, socket, head, (webSocket) => serveSocket(webSocket, { app, bounds, log }));
  });

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = (request.url ?? '/').split('?', 1)[0] ?? '/';
    const reading = request.method === 'GET' || request.method === 'HEAD';
    const file = files.get(path);
    if (reading && file) await sendFile(response, file, request.method === 'GET');
    else if (isSessionRequest(request)) await openSession(request, response);
    else sendText(response, reading || path === '/session' ? 404 : 405, 'There is nothing here.');
  }

  async function openSession(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const signIn = await readSignIn(request, bounds.bodyBytes);
    if (typeof signIn === 'number') {
      response.setHeader('Connection', 'close');
      sendText(response, signIn, 'A token was expected.');
      return;
    }
    const result = sessions.exchange(signIn.token, signIn.window);
    if (result === 'wait') {
      log('Too many wrong links in a minute; new ones are refused until it has passed.');
      sendText(response, 429, 'Too many tries; wait a minute.');
    } else if (result === 'refused') sendText(response, 401, 'This link was used before or is not valid.');
    else send(response, 200, 'application/json', JSON.stringify(result));
  }

  function upgradeRefusal(request: IncomingMessage): number | undefined {
    if (request.url !== '/socket') return 404;
    const protocols = (request.headers['sec-websocket-protocol'] ?? '').split(',').map((each) => each.trim());
    const session = protocols.find((each) => each.startsWith('session.'))?.slice('session.'.length);
    if (!protocols.includes('heapsphere') || session === undefined || !sessions.isOpen(session)) return 401;
    return sockets.clients.size >= bounds.sockets ? 503 : undefined;
  }

  function fail(response: ServerResponse, error: unknown): void {
    log(`A request could not be answered: ${error instanceof Error ? error.message : error}`);
    response.destroy();
  }

  const newLink = () => `http://${ADDRESS}:${bound}/#token=${sessions.mint()}`;
  return {
    url: newLink(),
    port: bound,
    newLink,
    close: async () => {
      for (const socket of sockets.clients) socket.terminate();
      const ended = Promise.all([
        new Promise<void>((resolve) => sockets.close(() => resolve())),
        new Promise<void>((resolve) => server.close(() => resolve())),
      ]);
      server.closeAllConnections();
      await ended;
    },
  };
}

async function listen(server: Server, port: number): Promise<void> {
  server.listen({ host: ADDRESS, port });
  try {
    await once(server, 'listening');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new HeapsphereError(
      {
        code: 'usage',
        message: `Port ${port} cannot be used (${code}).`,
        action:
          code === 'EADDRINUSE'
            ? 'Another program listens there; choose another port or leave --port out.'
            : 'Choose another port.',
      },
      { cause: error },
    );
  }
}

function hasBody({ headers }: IncomingMessage): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
}

function isSessionRequest({ method, url = '' }: IncomingMessage): boolean {
  return method === 'POST' && url.split('?', 1)[0] === '/session';
}

/** Upgrades are out of the HTTP server's hands: nobody else would end the connection of a peer that keeps its side open. */
function refuseUpgrade(socket: Duplex, status: number): void {
  socket.once('finish', () => socket.destroy());
  socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}

function sendText(response: ServerResponse, status: number, text: string): void {
  send(response, status, 'text/plain; charset=utf-8', text);
}

function send(response: ServerResponse, status: number, type: string, text: string): void {
  response.writeHead(status, {
    'Content-Type': type,
    'Content-Length': Buffer.byteLength(text),
    'Cache-Control': 'no-store',
  });
  response.end(text);
}
