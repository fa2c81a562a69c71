import { X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { createServer, type Server } from 'node:tls';
import { onTestFinished } from 'vitest';
import { type IssuedCertificate, makeIssued } from '../../e2e/fixtures/servers/certificate.ts';

/** A certificate with its key and issuer, as PEM. */
export interface Identity {
  readonly cert: string;
  readonly key: string;
  readonly authority: string;
  readonly fingerprint256: string;
}

export async function makeIdentity(): Promise<Identity> {
  const files: IssuedCertificate = await makeIssued();
  const read = (path: string) => readFile(path, 'utf8');
  const cert = await read(files.certificate);
  const [key, authority] = [await read(files.key), await read(files.authority)];
  await files.remove();
  return { cert, key, authority, fingerprint256: new X509Certificate(cert).fingerprint256 };
}

/** A TLS server that keeps what clients say to it, and answers nothing but an empty HTTP page. */
export interface EavesdroppingServer {
  readonly url: URL;
  readonly port: number;
  /** Everything that came through TLS. */
  heard(): string;
  /** Connections that came and are over. */
  readonly ended: number;
  /** Somebody else is at this address from now on; open connections end. */
  impersonate(identity: Identity): void;
}

/** Ended with the test. */
export async function startEavesdroppingServer(identity: Identity): Promise<EavesdroppingServer> {
  let heard = '';
  let ended = 0;
  const sockets = new Set<{ destroy(): void }>();
  const server: Server = createServer({ cert: identity.cert, key: identity.key }, (socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
    socket.on('data', (data) => {
      heard += data.toString('latin1');
      socket.write('HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n');
    });
  }).listen(0, '127.0.0.1');
  server.on('connection', (socket) => socket.on('close', () => (ended += 1)));
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return {
    url: new URL(`https://127.0.0.1:${port}/sdk`),
    port,
    heard: () => heard,
    get ended() {
      return ended;
    },
    impersonate({ cert, key }) {
      server.setSecureContext({ cert, key });
      for (const socket of sockets) socket.destroy();
    },
  };
}
