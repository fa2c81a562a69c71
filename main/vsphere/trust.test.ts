import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { request } from 'node:https';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { hasOpenssl } from '../../e2e/fixtures/servers/certificate.ts';
import { temporaryFolder } from '../../e2e/fixtures/temporary-folder-fixture.ts';
import { HeapsphereError } from '../../shared/errors.ts';
import { VimSession } from './session.ts';
import { probeCertificate, type Trust, TrustingAgent } from './trust.ts';
import { type Identity, makeIdentity, startEavesdroppingServer } from './trust-fixture.ts';

const PASSWORD = 'never-on-the-wire';

/** The status of a POST that carries the password, or what kept it from being sent. */
function post(agent: TrustingAgent, url: URL): Promise<number | unknown> {
  return new Promise((resolve) => {
    const sent = request(url, { method: 'POST', agent }, (response) => {
      response.resume().on('end', () => resolve(response.statusCode));
    });
    sent.on('error', resolve);
    sent.end(PASSWORD);
  });
}

function agentOf(trust: Trust): TrustingAgent {
  const agent = new TrustingAgent(trust, 5000);
  onTestFinished(() => agent.destroy());
  return agent;
}

describe.runIf(hasOpenssl())('a certificate is judged before a byte of a request leaves', () => {
  let vcenter: Identity;
  let attacker: Identity;
  beforeAll(async () => {
    [vcenter, attacker] = await Promise.all([makeIdentity(), makeIdentity()]);
  });
  const pinTo = ({ fingerprint256 }: Identity): Trust => ({ mode: 'pin', fingerprint256 });

  it('by its pin', async () => {
    const server = await startEavesdroppingServer(vcenter);
    expect(await post(agentOf(pinTo(vcenter)), server.url)).toBe(404);
    expect(server.heard()).toContain(PASSWORD);
  });

  it('and another one than the pinned hears nothing, though it would pass the handshake', async () => {
    const server = await startEavesdroppingServer(attacker);
    const error = await post(agentOf(pinTo(vcenter)), server.url);
    expect(error).toBeInstanceOf(HeapsphereError);
    expect((error as HeapsphereError).data).toMatchObject({
      code: 'certificate-untrusted',
      pinnedFingerprint256: vcenter.fingerprint256,
      certificate: { fingerprint256: attacker.fingerprint256, subject: 'vc.example.org', issuer: 'CA, Example' },
    });
    await expect.poll(() => server.ended).toBe(1);
    expect(server.heard()).toBe('');
    expect(await post(agentOf({ mode: 'insecure' }), server.url), 'it would have listened').toBe(404);
    expect(server.heard()).toContain(PASSWORD);
  });

  it('again on each new socket: an attacker who comes later hears nothing either', async () => {
    const server = await startEavesdroppingServer(vcenter);
    const agent = agentOf(pinTo(vcenter));
    expect(await post(agent, server.url)).toBe(404);
    const before = server.heard();
    server.impersonate(attacker);
    let answer = await post(agent, server.url);
    // The request that was given to the socket that just ended may fail by itself; the next has a new one for certain.
    if (!(answer instanceof HeapsphereError)) answer = await post(agent, server.url);
    expect((answer as HeapsphereError).data).toMatchObject({ pinnedFingerprint256: vcenter.fingerprint256 });
    expect(server.heard()).toBe(before);
  });

  it('in a login too, whose first request is not even a password', async () => {
    const server = await startEavesdroppingServer(attacker);
    const login = { server: server.url.href, user: 'me', password: PASSWORD, timeoutSeconds: 5, userAgent: 'test' };
    await expect(VimSession.open({ ...login, trust: pinTo(vcenter) })).rejects.toMatchObject({
      data: { code: 'certificate-untrusted', pinnedFingerprint256: vcenter.fingerprint256 },
    });
    expect(server.heard()).toBe('');
  });

  it('by an imported authority, which vouches for its own and for their names only', async () => {
    const server = await startEavesdroppingServer(vcenter);
    const own: Trust = { mode: 'ca', pem: vcenter.authority };
    expect(await post(agentOf(own), server.url)).toBe(404);
    const before = server.heard();
    for (const [trust, url, why] of [
      [{ mode: 'ca', pem: attacker.authority } as const, server.url, 'with the imported authority'],
      [own, new URL(`https://ip6-localhost:${server.port}`), 'with the imported authority'],
      [{ mode: 'system' } as const, server.url, 'is not trusted'],
    ] as const) {
      const named = url.hostname === 'ip6-localhost' ? { lookup: loopback } : {};
      const answer = await new Promise((resolve) => {
        request(url, { method: 'POST', agent: agentOf(trust), ...named }, resolve)
          .on('error', resolve)
          .end(PASSWORD);
      });
      expect((answer as HeapsphereError).data).toMatchObject({
        code: 'certificate-untrusted',
        message: expect.stringContaining(why),
      });
    }
    expect(server.heard()).toBe(before);
  });

  it('and can be looked at without saying anything', async () => {
    const server = await startEavesdroppingServer(vcenter);
    const looked = await probeCertificate(server.url, { trust: { mode: 'system' }, timeoutMs: 5000 });
    expect(looked.certificate).toMatchObject({ fingerprint256: vcenter.fingerprint256 });
    expect(looked.refusal?.code).toBe('certificate-untrusted');
    const pinned = await probeCertificate(server.url, { trust: pinTo(vcenter), timeoutMs: 5000 });
    expect(pinned.refusal).toBeUndefined();
    expect(server.heard()).toBe('');
  });

  it('by what the operating system trusts, as far as a company put its own authority there', async () => {
    const server = await startEavesdroppingServer(vcenter);
    const store = join(await temporaryFolder(), 'store.pem');
    await writeFile(store, vcenter.authority);
    const look = [
      `import { probeCertificate } from ${JSON.stringify(new URL('./trust.ts', import.meta.url).href)};`,
      `const options = { trust: { mode: 'system' }, timeoutMs: 5000 };`,
      `const { refusal } = await probeCertificate(new URL('${server.url}'), options);`,
      `console.log(refusal?.code ?? 'trusted');`,
    ].join('\n');
    const say = async (environment: object) => {
      const program = [process.execPath, ['--input-type=module', '-e', look]] as const;
      const { stdout } = await promisify(execFile)(...program, { env: { ...process.env, ...environment } });
      return stdout.trim();
    };
    expect(await say({})).toBe('certificate-untrusted');
    expect(await say({ SSL_CERT_FILE: store })).toBe('trusted');
  });

  it('or given up while it is looked at', async () => {
    const server = await startEavesdroppingServer(vcenter);
    const reason = new Error('enough');
    const look = { trust: pinTo(vcenter), timeoutMs: 5000, signal: AbortSignal.abort(reason) };
    await expect(probeCertificate(server.url, look)).rejects.toBe(reason);
  });
});

/** Every name is this machine. */
function loopback(
  _name: string,
  _options: unknown,
  callback: (error: null, addresses: { address: string; family: number }[]) => void,
): void {
  callback(null, [{ address: '127.0.0.1', family: 4 }]);
}
