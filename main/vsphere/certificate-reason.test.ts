import { expect, it } from 'vitest';
import { certificateReason } from './certificate-reason.ts';

it.each([
  ['DEPTH_ZERO_SELF_SIGNED_CERT', /its own issuer/],
  ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', /issuer is not known here/],
  ['CERT_HAS_EXPIRED', /has expired/],
  ['CERT_CHAIN_TOO_LONG', /^CERT_CHAIN_TOO_LONG$/],
  [undefined, /^unknown reason$/],
  [Object.assign(new Error('no'), { code: 'CERT_NOT_YET_VALID' }), /not valid yet/],
  [
    Object.assign(new Error('x'), { code: 'ERR_TLS_CERT_ALTNAME_INVALID', reason: "Host: vc. is not cert's CN: x" }),
    /^it is for another name \(Host: vc\. .+\)$/,
  ],
  ["Hostname/IP does not match certificate's altnames: Host: vc.", /^it is for another name \(Hostname/],
  [new Error('something else'), /^something else$/],
])('%s is told in words', (verdict, says) => expect(certificateReason(verdict)).toMatch(says));
