import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { temporaryFolder } from '../e2e/fixtures/temporary-folder-fixture.ts';
import type { PushPayload } from '../shared/contract.ts';
import type { ComparisonState, ObjectChange } from '../shared/generations-view.ts';
import { Comparisons } from './comparisons.ts';
import type { ConnectionScope } from './dispatch.ts';
import { addGeneration, batchOf, openStore } from './generations/generation-fixture.ts';
import { openGenerations } from './open-generations.ts';
import { openSettings } from './open-settings.ts';

const vm = (name: string) => batchOf('VirtualMachine', { 'VirtualMachine:1': { name } });

/** A window that takes what it is told. */
class TestWindow implements ConnectionScope {
  readonly changes: ObjectChange[] = [];
  readonly states: ComparisonState[] = [];
  readonly #closers: (() => void)[] = [];
  #waiting: { readonly id: string; readonly done: (state: ComparisonState) => void } | undefined;
  credit: (id: string, seq: number) => void = () => {};

  push(name: string, payload: unknown): void {
    if (name === 'generations:page') {
      const { id, seq, page } = payload as PushPayload<'generations:page'>;
      this.changes.push(...page.changes);
      this.credit(id, seq);
    } else {
      const state = payload as ComparisonState;
      this.states.push(state);
      if (state.phase !== 'running' && state.id === this.#waiting?.id) this.#waiting.done(state);
    }
  }

  onClose(callback: () => void): void {
    this.#closers.push(callback);
  }

  close(): void {
    for (const closer of this.#closers) closer();
  }

  ended(id: string): Promise<ComparisonState> {
    const known = this.states.find((state) => state.id === id && state.phase !== 'running');
    return known
      ? Promise.resolve(known)
      : new Promise((done) => {
          this.#waiting = { id, done };
        });
  }
}

async function start() {
  const { store: settings, folder } = await openSettings({ environment: {}, folder: await temporaryFolder() });
  const generations = openGenerations({ folder, settings: () => settings.resolved.settings });
  onTestFinished(() => generations.dispose());
  const { store } = openStore(join(folder, 'generations'));
  const older = await addGeneration(store, [vm('before')]);
  const newer = await addGeneration(store, [vm('after')]);
  const comparisons = new Comparisons({ services: { generations }, settings, folder });
  const scope = new TestWindow();
  scope.credit = (id, seq) => comparisons.credit(scope, id, seq);
  const order = { older: older.id, newer: newer.id, usage: false };
  return { comparisons, scope, order, folder };
}

describe('Comparisons', () => {
  it('sends a window what differs, and then how much', async () => {
    const { comparisons, scope, order } = await start();
    await comparisons.compare(scope, 'a', order);
    expect(await scope.ended('a')).toMatchObject({
      phase: 'done',
      summary: { kinds: [{ type: 'VirtualMachine', changed: 1 }] },
    });
    expect(scope.changes).toMatchObject([{ name: 'after', values: [{ path: 'name', before: 'before' }] }]);
  });

  it('ends one for the next, however fast they are asked for', async () => {
    const { comparisons, scope, order } = await start();
    const ids = ['a', 'b', 'c', 'd', 'e', 'f'];
    await Promise.all(ids.map((id) => comparisons.compare(scope, id, order)));
    expect((await scope.ended('f')).phase).toBe('done');
    const ends = scope.states.filter(({ phase }) => phase !== 'running');
    expect(ends.map(({ id, phase }) => [id, phase])).toEqual(ids.map((id) => [id, id === 'f' ? 'done' : 'cancelled']));
  });

  it('writes a file for the owner alone, and says where it is', async () => {
    const { comparisons, scope, order, folder } = await start();
    await comparisons.export(scope, 'x', order, { format: 'csv', gzip: false });
    const { phase, file } = await scope.ended('x');
    expect(phase).toBe('done');
    expect(file).toMatchObject({
      objects: 1,
      path: expect.stringMatching(/exports\/vc\.example-changes-[\d-]+\.csv$/),
    });
    expect(await readFile(file?.path ?? '', 'utf8')).toContain('name,Name,,before,after');
    expect(await readdir(join(folder, 'exports'))).toHaveLength(1);
  });

  it('tells of a generation that is not there, and leaves no file', async () => {
    const { comparisons, scope, order, folder } = await start();
    const gone = { ...order, older: '20200101-000000-abcdef' };
    const why = { data: { code: 'usage', message: 'There is no generation "20200101-000000-abcdef".' } };
    await expect(comparisons.compare(scope, 'a', gone)).rejects.toMatchObject(why);
    await comparisons.export(scope, 'x', gone, { format: 'xlsx', gzip: false });
    expect(await scope.ended('x')).toMatchObject({ phase: 'failed', error: why.data });
    expect(await readdir(join(folder, 'exports'))).toEqual([]);
  });

  it('leaves no file half written when the program ends', async () => {
    const { comparisons, scope, order, folder } = await start();
    await comparisons.export(scope, 'x', order, { format: 'xlsx', gzip: false });
    await comparisons.dispose();
    const { phase, file } = await scope.ended('x');
    // It may have been faster.
    expect(['cancelled', 'done']).toContain(phase);
    expect(await readdir(join(folder, 'exports'))).toHaveLength(file ? 1 : 0);
  });

  it('ends what a window had under way when the window is gone', async () => {
    const { comparisons, scope, order } = await start();
    const begun = comparisons.compare(scope, 'a', order);
    scope.close();
    await begun;
    expect((await scope.ended('a')).phase).toBe('cancelled');
  });
});
