import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { temporaryFolder } from '../../e2e/fixtures/temporary-folder-fixture.ts';
import { writeAtomically } from '../settings/atomic-file.ts';
import { withFileLock } from '../settings/file-lock.ts';
import { BenchmarkHistory } from './history.ts';
import { smallRecord } from './record-fixture.ts';

let folder: string;
const open = () => new BenchmarkHistory(folder, { writeAtomically, withFileLock });
const ids = async (history = open()) => (await history.list()).map(({ id }) => id);
const baselines = async () => (await open().list()).flatMap(({ id, isBaseline }) => (isBaseline ? [id] : []));
beforeEach(async () => {
  folder = join(await temporaryFolder(), 'benchmarks');
});

describe('the history of benchmarks', () => {
  it('is empty before the first, and then keeps each as it was, newest first', async () => {
    expect(await ids()).toEqual([]);
    const record = smallRecord({ id: 'second', createdAt: 20 });
    await open().add(smallRecord());
    await open().add(record);
    expect(await open().get('second')).toEqual(record);
    expect((await open().list())[0]).toEqual({
      id: 'second',
      phase: 'completed',
      createdAt: 20,
      endedAt: 2,
      suite: 'quick',
      resources: 'all',
      runs: 1,
      estate: 'Demo estate, 5 VMs',
      comparableKey: 'demo 5 seed 1 | quick | all',
      finishedRuns: 1,
      isBaseline: false,
    });
    expect(await ids()).toEqual(['second', 'first']);
    expect((await stat(join(folder, 'first.json'))).mode & 0o777).toBe(0o600);
  });

  it('sees what another program added, changed or removed', async () => {
    const history = open();
    await history.add(smallRecord());
    expect(await ids(history)).toEqual(['first']);
    await open().add(smallRecord({ id: 'second', createdAt: 5 }));
    await open().add(smallRecord({ phase: 'partial', endedAt: 77_777 }));
    expect((await history.list()).map(({ id, phase }) => [id, phase])).toEqual([
      ['second', 'completed'],
      ['first', 'partial'],
    ]);
    await open().remove('second');
    expect(await ids(history)).toEqual(['first']);
  });

  it.each([
    ['nothing', '', /not JSON/],
    ['half of it', JSON.stringify(smallRecord()).slice(0, 300), /not JSON/],
    ['another program', '{"name":"x"}', /schema/],
    ['a later version', JSON.stringify({ ...smallRecord(), schema: 2 }), /schema/],
    ['a run without its metrics', JSON.stringify({ ...smallRecord(), results: [{ scenario: 'all' }] }), /results\.0/],
    ['another benchmark', JSON.stringify(smallRecord({ id: 'other' })), /"other"/],
  ])('leaves out a file that holds %s, and names it', async (_, text, reason) => {
    const history = open();
    await history.add(smallRecord());
    const path = join(folder, 'damaged.json');
    await writeFile(path, text);
    expect(await ids(history)).toEqual(['first']);
    expect(history.damaged).toEqual([expect.stringContaining(path)]);
    expect(history.damaged[0]).toMatch(reason);
    // It is left as it is, for whoever can mend it.
    expect(await readFile(path, 'utf8')).toBe(text);
  });

  it('says which file it is that cannot be read, and which benchmark is not there', async () => {
    await open().add(smallRecord());
    await writeFile(join(folder, 'damaged.json'), '{');
    await expect(open().get('damaged')).rejects.toMatchObject({
      data: { code: 'internal', message: expect.stringContaining(join(folder, 'damaged.json')) },
    });
    for (const id of ['none', '../first', 'a/b', 'first.json', '']) {
      await expect(open().get(id)).rejects.toMatchObject({ data: { code: 'usage' } });
      await expect(open().remove(id)).rejects.toMatchObject({ data: { code: 'usage' } });
      await expect(open().markBaseline(id, true)).rejects.toMatchObject({ data: { code: 'usage' } });
    }
  });

  it('says so when it cannot keep a benchmark', async () => {
    await writeFile(folder, 'a file where the folder belongs');
    await expect(open().add(smallRecord())).rejects.toMatchObject({
      data: { code: 'internal', message: expect.stringContaining(folder) },
    });
  });

  it('keeps fifty, and the baseline besides', async () => {
    const history = open();
    for (let index = 0; index < 3; index++) await history.add(smallRecord({ id: `old-${index}`, createdAt: index }));
    await history.markBaseline('old-0', true);
    for (let index = 0; index < 50; index++)
      await history.add(smallRecord({ id: `new-${index}`, createdAt: 100 + index }));
    const kept = await ids(history);
    expect(kept).toHaveLength(51);
    expect(kept.slice(-2)).toEqual(['new-0', 'old-0']);
    expect(await readdir(folder)).toHaveLength(52);
  });
});

describe('the baseline', () => {
  it('is one among those that can be compared', async () => {
    const history = open();
    await history.add(smallRecord());
    await history.add(smallRecord({ id: 'second' }));
    await history.add(smallRecord({ id: 'minimal', resources: 'minimal' }));
    await history.markBaseline('first', true);
    await history.markBaseline('minimal', true);
    expect((await baselines()).toSorted()).toEqual(['first', 'minimal']);
    await history.markBaseline('second', true);
    expect((await baselines()).toSorted()).toEqual(['minimal', 'second']);
    // What is not marked cannot lose its mark.
    await history.markBaseline('first', false);
    await history.markBaseline('minimal', false);
    expect(await baselines()).toEqual(['second']);
    await history.remove('second');
    expect(await baselines()).toEqual([]);
    expect(await readFile(join(folder, '_baselines.json'), 'utf8')).not.toContain('second');
  });

  it('is what others like it are held against, and nothing else', async () => {
    const history = open();
    await history.add(smallRecord());
    await history.markBaseline('first', true);
    expect(await history.baselineFor(smallRecord({ id: 'next' }))).toEqual(smallRecord());
    expect(await history.baselineFor(smallRecord())).toBeUndefined();
    expect(await history.baselineFor(smallRecord({ id: 'next', suite: 'switches' }))).toBeUndefined();
    const estate = { ...smallRecord().estate, key: 'demo 6 seed 1' };
    expect(await history.baselineFor(smallRecord({ id: 'next', estate }))).toBeUndefined();
    await writeFile(join(folder, 'first.json'), '{');
    expect(await history.baselineFor(smallRecord({ id: 'next' }))).toBeUndefined();
  });

  it('is none where the marks are damaged, and can be marked again', async () => {
    const history = open();
    await history.add(smallRecord());
    await writeFile(join(folder, '_baselines.json'), '{"version":1,"baselines":[');
    expect(await baselines()).toEqual([]);
    await history.markBaseline('first', true);
    expect(await baselines()).toEqual(['first']);
  });

  it('marked by several programs at once loses none', async () => {
    const suites = ['quick', 'switches', 'cache', 'pair', 'codecs'] as const;
    for (const suite of suites) await open().add(smallRecord({ id: suite, suite }));
    await Promise.all(suites.map((suite) => open().markBaseline(suite, true)));
    expect((await baselines()).toSorted()).toEqual([...suites].toSorted());
  });
});
