import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { hasOpenssl, makeSelfSigned, type SelfSigned } from '../../e2e/fixtures/servers/certificate.ts';
import { freePort, type RedisServer, startRedis } from '../../e2e/fixtures/servers/redis.ts';
import { requireTools } from '../../e2e/fixtures/servers/required-tools.ts';
import { connectedStore } from './redis-store-fixture.ts';

const CLIENT = fileURLToPath(new URL('./redis-client-fixture.ts', import.meta.url));

describe.runIf(requireTools('redis') && hasOpenssl())('Redis with TLS', () => {
  let selfSigned: SelfSigned;
  let server: RedisServer;
  let tlsPort: number;
  beforeAll(async () => {
    selfSigned = await makeSelfSigned();
    tlsPort = await freePort();
    const { certificate, key } = selfSigned;
    const files = ['--tls-cert-file', certificate, '--tls-key-file', key, '--tls-ca-cert-file', certificate];
    server = await startRedis(['--tls-port', String(tlsPort), '--tls-auth-clients', 'no', ...files]);
  });
  afterAll(async () => {
    await server?.close();
    await selfSigned?.remove();
  });

  async function refusalOf(url: string): Promise<unknown> {
    const store = connectedStore(url);
    onTestFinished(() => store.close());
    return store.get('vmo:a').catch((error: unknown) => error);
  }

  it('is refused while its certificate is not trusted, in a sentence of its own', async () => {
    expect(await refusalOf(`rediss://:hunter2@127.0.0.1:${tlsPort}`)).toMatchObject({
      message: `Redis at 127.0.0.1:${tlsPort} shows a certificate that is not trusted here.`,
      action: expect.stringContaining('NODE_EXTRA_CA_CERTS'),
      unreachable: true,
    });
  });

  it('is used by a program that was told to trust the issuer', async () => {
    const child = spawn(process.execPath, [CLIENT], {
      env: {
        PATH: process.env.PATH,
        REDIS_URL: `rediss://127.0.0.1:${tlsPort}`,
        NODE_EXTRA_CA_CERTS: selfSigned.certificate,
      },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [output, [code]] = await Promise.all([text(child.stdout), once(child, 'exit')]);
    expect([output, code]).toEqual(['[1,2,3]', 0]);
  });

  it('is told apart from Redis without', async () => {
    expect(await refusalOf(`redis://127.0.0.1:${tlsPort}`)).toMatchObject({
      message: expect.stringContaining('closed the connection'),
      action: expect.stringContaining('TLS'),
    });
    expect(await refusalOf(`rediss://127.0.0.1:${server.port}`)).toMatchObject({ unreachable: true });
  });
});
