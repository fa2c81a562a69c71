import { describe, expect, it } from 'vitest';
import type { ExportJob, ExportWish } from '../../shared/export-view.ts';
import { NOT_ANSWERED, testBridge } from '../bridge/bridge-fixture.ts';
import { ExportWatch } from './export-watch.ts';

const WISH: ExportWish = { collectionId: 'c1', format: 'csv', gzip: false, anonymise: false };
const job = (changes: Partial<ExportJob> = {}): ExportJob => ({
  id: 'e1',
  phase: 'running',
  format: 'csv',
  anonymise: false,
  path: '/exports/a.csv',
  rows: 0,
  expectedRows: 10,
  complete: false,
  stale: false,
  ...changes,
});

describe('ExportWatch', () => {
  it('starts an export and follows it', async () => {
    const { bridge, asked, push } = testBridge({ 'export:start': () => job() });
    const watch = new ExportWatch(bridge);
    const started = watch.start(WISH);
    expect(watch.store.getState().starting).toBe(true);
    await started;
    expect(asked).toEqual([{ name: 'export:start', params: WISH }]);
    expect(watch.store.getState()).toEqual({ job: job(), error: undefined, starting: false });
    push('export:changed', job({ rows: 5 }));
    expect(watch.store.getState().job?.rows).toBe(5);
    watch.dispose();
    push('export:changed', job({ rows: 6 }));
    expect(watch.store.getState().job?.rows).toBe(5);
  });

  it('keeps the later word of one that is done before it is answered', async () => {
    const done = job({ phase: 'done', rows: 10 });
    const { bridge, push } = testBridge({
      'export:start': () => {
        push('export:changed', done);
        return job();
      },
    });
    const watch = new ExportWatch(bridge);
    await watch.start(WISH);
    expect(watch.store.getState()).toMatchObject({ job: done, starting: false });
  });

  it('says why one cannot be started, and forgets that with the next', async () => {
    const { bridge } = testBridge();
    const watch = new ExportWatch(bridge);
    await watch.start(WISH);
    expect(watch.store.getState()).toEqual({ job: undefined, error: NOT_ANSWERED, starting: false });
    const again = watch.start(WISH);
    expect(watch.store.getState().error).toBeUndefined();
    await again;
  });

  it('finds the one that runs already, and cancels it', async () => {
    const { bridge, asked } = testBridge({ 'export:state': () => job({ rows: 3 }), 'export:cancel': () => ({}) });
    const watch = new ExportWatch(bridge);
    await watch.refresh();
    expect(watch.store.getState().job?.rows).toBe(3);
    await watch.cancel();
    expect(asked.at(-1)).toEqual({ name: 'export:cancel', params: {} });
  });
});
