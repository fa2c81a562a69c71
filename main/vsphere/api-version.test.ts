import { describe, expect, it } from 'vitest';
import { negotiateVersion } from './api-version.ts';

const document = (...versions: string[]) =>
  `<?xml version="1.0"?><namespaces version="1.0"><namespace><name>urn:other</name><version>99.0</version></namespace>` +
  `<namespace><name>urn:vim25</name><version>${versions[0]}</version><priorVersions>` +
  `${versions
    .slice(1)
    .map((version) => `<version>${version}</version>`)
    .join('')}</priorVersions></namespace></namespaces>`;

describe('negotiateVersion', () => {
  it('takes the newest version that both know', () => {
    expect(negotiateVersion(document('12.0.0.0', '8.0.3.0', '7.0', '6.5'))).toBe('8.0.3.0');
    expect(negotiateVersion(document('6.5', '6.0'))).toBe('6.5');
  });

  it("takes the server's own when they share none", () => {
    expect(negotiateVersion(document('4.1'))).toBe('4.1');
  });

  it('gives nothing for what is not the document', () => {
    expect(negotiateVersion('<html>')).toBeUndefined();
    expect(negotiateVersion('')).toBeUndefined();
    expect(negotiateVersion('<namespaces/>')).toBeUndefined();
  });
});
