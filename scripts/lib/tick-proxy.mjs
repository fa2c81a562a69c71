import { createServer, request as openRequest } from 'node:http';
import { WebSocket, WebSocketServer } from 'ws';
import { simulatedTick, TICKS_PER_PUSH } from '../../e2e/fixtures/simulated-ticks.ts';

/**
 * Takes the place of main's recorder: a server of its own in front of the real web host, which gets everything else. The
 * page has a real socket, so that what it costs is its own cost and not that of the tool that drives it.
 */
export class TickProxy {
  #target;
  #start;
  #server;
  #sockets = new WebSocketServer({ noServer: true, handleProtocols: () => 'heapsphere' });
  /** @type {WebSocket | undefined} */
  #socket;
  #next = 0;

  /** @param {URL} target @param {number} start */
  constructor(target, start) {
    this.#target = target;
    this.#start = start;
    this.#server = createServer((request, response) => this.#forward(request, response));
    this.#server.on('upgrade', (request, socket, head) => {
      this.#sockets.handleUpgrade(request, socket, head, (client) => this.#connect(client, request));
    });
  }

  /**
   * @param {string} link of a running web host, as it was printed
   * @param {number} start when tick number 0 is, milliseconds since the epoch
   */
  static async open(link, start) {
    const proxy = new TickProxy(new URL(link), start);
    await new Promise((resolve) => proxy.#server.listen(0, '127.0.0.1', () => resolve(undefined)));
    return proxy;
  }

  /** Opens a window on the application through this proxy. */
  get link() {
    const address = this.#server.address();
    if (address === null || typeof address === 'string') throw new Error('the proxy is closed');
    return `http://127.0.0.1:${address.port}/${this.#target.hash}`;
  }

  /** Ticks sent so far. */
  get sent() {
    return this.#next;
  }

  /** Sends so many further ticks, without a pause, as many at a time as main does. @param {number} count */
  send(count) {
    if (this.#socket === undefined) throw new Error('the page has opened no socket');
    for (const end = this.#next + count; this.#next < end; ) {
      const payload = [];
      while (payload.length < TICKS_PER_PUSH && this.#next < end) {
        payload.push(simulatedTick(this.#next, this.#start));
        this.#next += 1;
      }
      this.#socket.send(JSON.stringify({ push: 'memory:ticks', payload }));
    }
  }

  async close() {
    for (const client of this.#sockets.clients) client.terminate();
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  /** @param {import('node:http').IncomingMessage} request @param {import('node:http').ServerResponse} response */
  #forward(request, response) {
    const { hostname, port, host, origin } = this.#target;
    const { method, url: path } = request;
    // The host answers only who asks for it by its own name.
    const headers = { ...request.headers, host, ...(request.headers.origin === undefined ? {} : { origin }) };
    const forwarded = openRequest({ hostname, port, method, path, headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    forwarded.on('error', () => response.destroy());
    request.pipe(forwarded);
  }

  /** @param {WebSocket} client @param {import('node:http').IncomingMessage} request */
  #connect(client, request) {
    this.#socket = client;
    const { host: name, origin } = this.#target;
    const protocols = (request.headers['sec-websocket-protocol'] ?? '').split(',').map((text) => text.trim());
    const host = new WebSocket(`ws://${name}${request.url}`, protocols, { origin });
    /** @type {string[]} */
    const waiting = [];
    client.on('message', (data) => {
      const message = String(data);
      const { id, method, subscribe } = JSON.parse(message);
      if (method === 'memory:history') client.send(JSON.stringify({ id, envelope: { ok: true, value: [] } }));
      else if (subscribe === 'memory:ticks') return;
      else if (host.readyState === WebSocket.OPEN) host.send(message);
      else waiting.push(message);
    });
    host.on('open', () => {
      for (const message of waiting.splice(0)) host.send(message);
    });
    host.on('message', (data, binary) => client.send(data, { binary }));
    host.on('error', () => client.terminate());
    host.on('close', () => client.terminate());
    client.on('close', () => host.terminate());
  }
}
