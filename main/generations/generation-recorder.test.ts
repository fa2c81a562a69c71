import { describe, expect, it } from 'vitest';
import { batchOf, fedCollection } from './generation-fixture.ts';
import { recordCollection } from './generation-recorder.ts';
import { notKept } from './notices.ts';

const HOSTS = batchOf('HostSystem', { 'HostSystem:1': { name: 'esx' } });

describe('recordCollection', () => {
  it('holds the collection up while a chunk is written, and lets it go when that takes too long', async () => {
    const { collection, push, end } = fedCollection();
    let asked = 0;
    const recorded = recordCollection({
      collection,
      maxBytes: 1e9,
      writeLimitMs: 20,
      chunks: {
        write: () => {
          asked += 1;
          return new Promise(() => {});
        },
      },
    });
    await push(HOSTS);
    await push(HOSTS);
    await push(HOSTS);
    end();
    const { failure, kinds } = await recorded;
    expect(String(failure)).toContain('longer than 0.02 s');
    expect(kinds).toEqual([]);
    expect(asked, 'a disk that is too slow is left alone').toBe(1);
  });

  it('lets the collection go on when the disk is full', async () => {
    const { collection, push, end } = fedCollection();
    const full = Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' });
    const recorded = recordCollection({
      collection,
      maxBytes: 1e9,
      chunks: { write: () => Promise.reject(full) },
    });
    for (let chunk = 0; chunk < 20; chunk += 1) await push(HOSTS);
    end();
    const { failure } = await recorded;
    expect(notKept('vc.example', '/data/generations', failure)).toBe(
      'The collection of vc.example was not kept as a generation: there is no room left in /data/generations.',
    );
  });
});
