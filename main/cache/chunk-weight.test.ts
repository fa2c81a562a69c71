import { describe, expect, it } from 'vitest';
import { readChunkHeader } from '../../shared/chunk.ts';
import { encodeChunk } from './chunk-codec.ts';
import { isSafeToDecode } from './chunk-weight.ts';

function isSafe(json: string): boolean {
  const { bytes } = encodeChunk(json, 1, { codec: 'gzip', level: 1 });
  return isSafeToDecode(bytes, readChunkHeader(bytes));
}

describe('what is safe to decode', () => {
  it('is every small chunk', () => {
    expect(isSafe('{}')).toBe(true);
    expect(isSafe(`[${'[],'.repeat(300_000)}[]]`)).toBe(true);
  });

  it('is a large one of rows as a vCenter has them', () => {
    const machine = {
      name: 'web-017',
      config: { hardware: { numCPU: 4, memoryMB: 8192, device: [{ key: 2000, label: 'Hard disk 1' }] }, uuid: '4217' },
      network: ['Network:network-11', 'Network:network-12'],
      summary: { quickStats: { overallCpuUsage: 120, guestMemoryUsage: 1024 }, runtime: { powerState: 'poweredOn' } },
    };
    expect(isSafe(JSON.stringify(new Array(20_000).fill(machine)))).toBe(true);
    expect(isSafe(JSON.stringify(new Array(1_000_000).fill(12)))).toBe(true);
  });

  it.each(['[]', '{}', '[[]]'])('is not a large one of nothing but %s', (value) => {
    expect(isSafe(`[${`${value},`.repeat(1_000_000)}${value}]`)).toBe(false);
  });

  it('is not one larger than any batch', () => {
    expect(isSafe(`"${'x'.repeat(65 * 1024 * 1024)}"`)).toBe(false);
  });

  it('is nothing that cannot be unpacked', () => {
    const { bytes } = encodeChunk(`"${'x'.repeat(2_000_000)}"`, 1, { codec: 'gzip', level: 1 });
    const header = readChunkHeader(bytes);
    expect(() => isSafeToDecode(bytes, { ...header, rawBytes: 1_500_000 })).toThrow();
    expect(() => isSafeToDecode(bytes, { ...header, crc32: 1 })).toThrow(/checksum/);
  });
});
