import { describe, expect, it } from 'vitest';
import { benchmarkOrderSchema } from '../../shared/benchmark/benchmark-view.ts';
import { settingViews } from '../settings/setting-fixture.ts';
import { currentOptions } from './options-draft.ts';
import { FIRST_DRAFT, type OrderDraft, orderOf } from './order-draft.ts';

const CURRENT = currentOptions(settingViews({ batchSize: { value: 100 } }));
const context = { collectionId: 'c7', current: CURRENT };

function problemOf(changes: Partial<OrderDraft>, given: Parameters<typeof orderOf>[1] = context) {
  const result = orderOf({ ...FIRST_DRAFT, ...changes }, given);
  return result.ok ? undefined : result.problem;
}

function ordered(changes: Partial<OrderDraft>) {
  const result = orderOf({ ...FIRST_DRAFT, ...changes }, context);
  return result.ok ? benchmarkOrderSchema.parse(result.order) : result.problem;
}

describe('orderOf', () => {
  it('orders the demo estate, or where the collection on screen reads from', () => {
    expect(ordered({ vms: ' 200 ', runs: '3', suite: 'quick', resources: 'minimal' })).toEqual({
      estate: { kind: 'demo', vms: 200, seed: 1 },
      suite: 'quick',
      resources: 'minimal',
      runs: 3,
      seed: 1,
    });
    expect(ordered({ estate: 'collection' })).toMatchObject({ estate: { kind: 'collection', collectionId: 'c7' } });
  });

  it.each(['', '0', '-5', '1.5', '100001', '2e3', '99999999999', 'many'])('refuses “%s” VMs and names it', (vms) => {
    expect(problemOf({ vms })).toMatchObject({ field: 'vms', message: `“${vms}” is not a number of VMs.` });
  });

  it.each(['', '0', '51', 'x'])('refuses “%s” runs', (runs) => {
    expect(problemOf({ runs })).toMatchObject({ field: 'runs', action: 'Enter a whole number from 1 to 50.' });
  });

  it('does not mind the number of VMs when a connected estate is measured', () => {
    expect(problemOf({ estate: 'collection', vms: 'x' })).toBeUndefined();
    expect(problemOf({ estate: 'collection' }, { ...context, collectionId: undefined })).toMatchObject({
      field: 'estate',
    });
  });

  it('sends A and B as the settings of now with what was changed', () => {
    expect(ordered({ suite: 'pair', pair: { a: {}, b: { batchSize: '200', explicitGc: false } } })).toMatchObject({
      pair: [
        { batchSize: 100, explicitGc: true, pruning: true },
        { batchSize: 200, explicitGc: false, pruning: true },
      ],
    });
    expect(ordered({ suite: 'quick', pair: { a: {}, b: { batchSize: '200' } } })).not.toHaveProperty('pair');
  });

  it('refuses A and B that would be measured the same', () => {
    const same = { field: 'pair', message: 'A and B would be measured the same.' };
    expect(problemOf({ suite: 'pair' })).toMatchObject(same);
    const plain = { compress: false };
    const levels = { a: { ...plain, compressionLevel: 1 }, b: { ...plain, compressionLevel: 9 } };
    expect(problemOf({ suite: 'pair', pair: levels })).toMatchObject(same);
    const zstd = { codec: 'zstd' } as const;
    const zstdLevels = { a: { ...zstd, compressionLevel: 1 }, b: { ...zstd, compressionLevel: 9 } };
    expect(problemOf({ suite: 'pair', pair: zstdLevels })).toMatchObject(same);
    expect(
      problemOf({ suite: 'pair', pair: { a: { compressionLevel: 1 }, b: { compressionLevel: 9 } } }),
    ).toBeUndefined();
  });

  it.each(['0', '1001', '', '5.5'])('refuses the batch size “%s” and says whose it is', (batchSize) => {
    expect(problemOf({ suite: 'pair', pair: { a: {}, b: { batchSize } } })).toMatchObject({
      message: `“${batchSize}” is not a batch size of B.`,
    });
  });

  it('waits for the settings before a pair is measured', () => {
    expect(problemOf({ suite: 'pair' }, { ...context, current: undefined })).toMatchObject({ field: 'pair' });
    expect(problemOf({ suite: 'quick' }, { ...context, current: undefined })).toBeUndefined();
  });
});
