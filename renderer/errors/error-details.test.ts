import { expect, test } from 'vitest';
import { errorDetails, isWorthReporting } from './error-details.ts';

const SEEN_IN = { version: '1.2.3', host: 'electron', platform: 'linux', userAgent: 'Chromium/156' } as const;
const AT = Date.UTC(2026, 2, 1, 14, 5, 9);

test('tells what happened, what to do, of which kind it is, where and when', () => {
  const error = {
    code: 'server-fault',
    fault: 'NotAuthenticated',
    message: 'vc.example ended the session.',
    action: 'Connect again.',
  } as const;
  expect(errorDetails(error, SEEN_IN, AT)).toBe(
    [
      'Heapsphere 1.2.3, desktop, linux',
      'Browser: Chromium/156',
      'Time: 2026-03-01T14:05:09.000Z',
      'Error: server-fault',
      'Fault: NotAuthenticated',
      'What happened: vc.example ended the session.',
      'What to do: Connect again.',
      '',
    ].join('\n'),
  );
});

test('takes no more of an error than that: certificates and pins stay out', () => {
  const error = {
    code: 'certificate-untrusted',
    message: 'Not trusted.',
    action: '',
    pinnedFingerprint256: 'AA:BB',
    certificate: { subject: 'secret.example', issuer: '', validFrom: '', validTo: '', fingerprint256: 'CC:DD' },
  } as const;
  const text = errorDetails(error, { ...SEEN_IN, host: 'web' }, AT);
  expect(text).toContain('web host');
  expect(text).not.toMatch(/secret|AA:BB|CC:DD|What to do/);
});

test('works before main has answered', () => {
  expect(errorDetails({ message: 'No answer.', action: 'Start it.' }, undefined, AT)).toMatch(
    /^Heapsphere, version not known\nTime: /,
  );
});

test('what somebody typed or did on purpose is nothing to report', () => {
  const texts = { message: 'x', action: '' };
  expect(isWorthReporting({ ...texts, code: 'usage' })).toBe(false);
  expect(isWorthReporting({ ...texts, code: 'cancelled' })).toBe(false);
  expect(isWorthReporting(texts)).toBe(false);
  expect(isWorthReporting({ ...texts, code: 'internal' })).toBe(true);
});
