import { describe, expect, it } from 'vitest';
import { encodeChunk } from '../../main/cache/chunk-codec.ts';
import { batch } from './batch-fixture.ts';
import { decodeChunk } from './decode-chunk.ts';

const rows = batch('Folder', ['1', '2'], { name: ['vm', 'Größe'], childType: [['VirtualMachine'], null] });
const json = JSON.stringify(rows);

describe('decodeChunk', () => {
  it.each([{ codec: 'plain' }, { codec: 'gzip', level: 6 }] as const)('reads what main writes, $codec', async (how) => {
    expect(await decodeChunk(encodeChunk(json, 2, how).bytes)).toEqual(rows);
  });

  it('refuses a chunk whose rows or columns are not as many as it says', async () => {
    await expect(decodeChunk(encodeChunk(json, 3, { codec: 'plain' }).bytes)).rejects.toThrow(
      'chunk carries 2 rows instead of 3',
    );
    const uneven = JSON.stringify({ ...rows, columns: { name: ['vm'] } });
    await expect(decodeChunk(encodeChunk(uneven, 2, { codec: 'plain' }).bytes)).rejects.toThrow(
      'column name has 1 cells instead of 2',
    );
  });

  it('refuses a chunk that is cut off', async () => {
    const { bytes } = encodeChunk(json, 2, { codec: 'plain' });
    await expect(decodeChunk(bytes.subarray(0, bytes.length - 1))).rejects.toThrow(RangeError);
    await expect(decodeChunk(bytes.subarray(0, 10))).rejects.toThrow('shorter than its header');
  });
});
