import { beforeAll, describe, expect, it } from 'vitest';
import { hasOpenssl } from '../../e2e/fixtures/servers/certificate.ts';
import { type Identity, makeIdentity } from '../vsphere/trust-fixture.ts';
import { describeAuthorities } from './authorities.ts';

describe.runIf(hasOpenssl())('an imported PEM', () => {
  let identity: Identity;
  beforeAll(async () => {
    identity = await makeIdentity();
  });

  it('is described certificate by certificate, whatever stands around them', () => {
    const [first, second, ...others] = describeAuthorities(`Root\n${identity.authority}\n# and\n${identity.cert}`);
    expect(others).toEqual([]);
    expect(first).toMatchObject({ subject: 'CA, Example', issuer: 'CA, Example' });
    expect(second).toMatchObject({ subject: 'vc.example.org', fingerprint256: identity.fingerprint256 });
    expect(new Date(first?.validTo ?? '').getTime()).toBeGreaterThan(Date.now());
  });

  it('holds at least one certificate, no broken one, and no key', () => {
    const broken = identity.cert.replace(/\n[A-Za-z0-9+/=]+\n-----END/, '\n-----END');
    for (const [pem, says] of [
      ['hello', /holds no certificate/],
      [identity.key, /holds a private key/],
      [`${identity.authority}${identity.key}`, /holds a private key/],
      [`${identity.authority}${broken}`, /Certificate 2 of this text is broken/],
    ] as const)
      expect(() => describeAuthorities(pem)).toThrow(says);
  });
});
