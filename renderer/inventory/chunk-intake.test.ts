import { describe, expect, it } from 'vitest';
import type { ChunkOrigin, PushPayload } from '../../shared/contract.ts';
import type { ColumnBatch } from '../../shared/inventory.ts';
import { batch } from './batch-fixture.ts';
import { ChunkIntake } from './chunk-intake.ts';

function chunk(seq: number, origin: ChunkOrigin = 'vcenter'): PushPayload<'inventory:chunk'> {
  return { collectionId: 'c1', seq, type: 'Folder', rows: 1, origin, bytes: new Uint8Array([seq]) };
}

/** An intake whose decoding and frames go forward when the test says so. */
function intake(apply: (batch: ColumnBatch, origin: ChunkOrigin) => void = () => {}) {
  const decoding = new Map<number, PromiseWithResolvers<ColumnBatch>>();
  const frames: (() => void)[] = [];
  const log = { applied: [] as string[], credits: [] as number[], failed: [] as string[] };
  const subject = new ChunkIntake({
    decode: ([seq = -1]) => {
      const decoded = Promise.withResolvers<ColumnBatch>();
      decoding.set(seq, decoded);
      return decoded.promise;
    },
    apply: (rows, origin) => {
      log.applied.push(`${rows.refs.join()} ${origin}`);
      apply(rows, origin);
    },
    credit: (seq) => log.credits.push(seq),
    schedule: (run) => frames.push(run),
    failed: ({ seq, rows }, error) => log.failed.push(`${seq} ${rows} ${String(error)}`),
  });
  const turn = () => new Promise((resolve) => setTimeout(resolve, 0));
  return {
    subject,
    log,
    frames,
    async decoded(...seqs: readonly number[]): Promise<void> {
      for (const seq of seqs) decoding.get(seq)?.resolve(batch('Folder', [String(seq)], {}));
      await turn();
    },
    async broken(seq: number): Promise<void> {
      decoding.get(seq)?.reject(new RangeError('too short'));
      await turn();
    },
    frame: () => frames.shift()?.(),
  };
}

describe('ChunkIntake', () => {
  it('hands rows on in the order of arrival, whatever the order of decoding, and credits once a frame', async () => {
    const { subject, log, frames, decoded, frame } = intake();
    subject.accept(chunk(0, 'earlier'));
    subject.accept(chunk(1));
    subject.accept(chunk(2, 'cache'));
    await decoded(2, 1);
    expect(frames).toEqual([]);
    await decoded(0);
    expect(frames).toHaveLength(1);
    frame();
    expect(log.applied).toEqual(['Folder:0 earlier', 'Folder:1 vcenter', 'Folder:2 cache']);
    expect(log.credits).toEqual([2]);
  });

  it('takes numbers that leave some out', async () => {
    const { subject, log, decoded, frame } = intake();
    for (const seq of [3, 7, 8]) subject.accept(chunk(seq));
    await decoded(3, 7, 8);
    frame();
    expect(log.applied).toEqual(['Folder:3 vcenter', 'Folder:7 vcenter', 'Folder:8 vcenter']);
    expect(log.credits).toEqual([8]);
  });

  it('takes a chunk that is sent again no second time, and credits it only when its rows are in', async () => {
    const { subject, log, decoded, frame } = intake();
    subject.accept(chunk(0));
    subject.accept(chunk(1));
    await decoded(0);
    frame();
    subject.accept(chunk(0));
    subject.accept(chunk(1));
    expect(log.credits).toEqual([0, 0]);
    await decoded(1);
    frame();
    expect(log.applied).toEqual(['Folder:0 vcenter', 'Folder:1 vcenter']);
    expect(log.credits).toEqual([0, 0, 1]);
  });

  it('passes over a chunk that cannot be read, tells which, and credits it with those after it', async () => {
    const { subject, log, decoded, broken, frame } = intake();
    for (const seq of [0, 1, 2]) subject.accept(chunk(seq));
    await broken(1);
    await decoded(0, 2);
    frame();
    expect(log.failed).toEqual(['1 1 RangeError: too short']);
    expect(log.applied).toEqual(['Folder:0 vcenter', 'Folder:2 vcenter']);
    expect(log.credits).toEqual([2]);
  });

  it('leaves rows to the next frame when this one is used up', async () => {
    const { subject, log, frames, decoded, frame } = intake(() => {
      const end = performance.now() + 12;
      while (performance.now() < end);
    });
    for (const seq of [0, 1]) subject.accept(chunk(seq));
    await decoded(0, 1);
    frame();
    expect(log.applied).toEqual(['Folder:0 vcenter']);
    expect(log.credits).toEqual([0]);
    expect(frames).toHaveLength(1);
    frame();
    expect(log.credits).toEqual([0, 1]);
  });

  it('hands on and credits nothing once it is closed', async () => {
    const { subject, log, decoded, broken, frame } = intake();
    subject.accept(chunk(0));
    subject.accept(chunk(1));
    await decoded(0);
    subject.close();
    frame();
    await broken(1);
    subject.accept(chunk(2));
    expect(log).toEqual({ applied: [], credits: [], failed: [] });
  });
});
