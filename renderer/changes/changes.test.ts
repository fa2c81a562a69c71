import { describe, expect, it, onTestFinished, vi } from 'vitest';
import type { ComparisonState, GenerationList } from '../../shared/generations-view.ts';
import { type Answers, NOT_ANSWERED, testBridge } from '../bridge/bridge-fixture.ts';
import { createLinkStore } from '../bridge/link-store.ts';
import { NO_FILTER } from './change-filter.ts';
import { Changes } from './changes.ts';
import { changed, generation, listOf, pageOf } from './changes-fixture.ts';

const [first, second, third] = [generation(1), generation(2), generation(3)] as const;
const PAGE = pageOf([changed('a', [{ path: 'name', before: 'b', after: 'a' }])]);
const DONE = {
  phase: 'done',
  rowsRead: 20,
  rowsExpected: 20,
  summary: { kinds: [], notes: [] },
} as const satisfies Partial<ComparisonState>;

async function open(answers: Answers = {}) {
  let list: GenerationList = listOf([second, first]);
  const test = testBridge({
    'generations:list': () => list,
    'generations:compare': () => ({}),
    'generations:credit': () => ({}),
    'generations:cancel': () => ({}),
    'generations:export': () => ({}),
    ...answers,
  });
  const link = createLinkStore();
  const changes = new Changes({ bridge: test.bridge, link });
  onTestFinished(() => changes.dispose());
  const close = changes.open();
  await test.settled();
  const compared = () => test.asked.filter(({ name }) => name === 'generations:compare').map(({ params }) => params);
  const keep = async (next: GenerationList) => {
    list = next;
    test.push('generations:changed', {});
    await test.settled();
  };
  const id = () => changes.store.getState().comparison?.id ?? '';
  return { ...test, changes, link, close, compared, keep, id };
}

describe('Changes', () => {
  it('compares the newest with the one before, and again when another one has come', async () => {
    const { compared, keep, id, changes } = await open();
    expect(compared()).toEqual([{ id: id(), older: first.id, newer: second.id, usage: false }]);
    await keep(listOf([second, first]));
    expect(compared(), 'nothing new').toHaveLength(1);
    await keep(listOf([third, second, first]));
    expect(compared().at(-1)).toMatchObject({ older: second.id, newer: third.id });
    changes.chooseOlder(first.id);
    await keep(listOf([generation(4), third, second, first]));
    expect(changes.store.getState().pair, 'a choice stays').toEqual({ older: first.id, newer: third.id });
    await keep(listOf([generation(4), third, second]));
    expect(changes.store.getState()).toMatchObject({ chosen: false, pair: { older: third.id } });
  });

  it('takes pages and credits them, and none of a comparison before', async () => {
    const { push, id, changes, asked, settled } = await open();
    const before = id();
    push('generations:page', { id: before, seq: 0, page: PAGE });
    push('generations:state', { id: before, ...DONE });
    expect(changes.store.getState()).toMatchObject({ rows: 1, shown: 1, comparison: { phase: 'done' } });
    expect(changes.row(0)).toMatchObject({ name: 'a', before: 'b', after: 'a' });
    expect(asked.at(-1)).toEqual({ name: 'generations:credit', params: { id: before, seq: 0 } });
    changes.showUsage(true);
    expect(changes.store.getState()).toMatchObject({ rows: 0, comparison: { phase: 'running' } });
    push('generations:page', { id: before, seq: 1, page: PAGE });
    push('generations:state', { id: before, ...DONE });
    await settled();
    expect(changes.store.getState()).toMatchObject({ rows: 0, comparison: { phase: 'running' } });
    expect(asked.at(-1)).toMatchObject({ name: 'generations:compare', params: { usage: true } });
  });

  it('draws what comes at most some times a second', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    onTestFinished(() => void vi.useRealTimers());
    const test = testBridge({ 'generations:list': () => listOf([second, first]), 'generations:compare': () => ({}) });
    const changes = new Changes({ bridge: test.bridge, link: createLinkStore() });
    changes.open();
    await vi.waitFor(() => expect(changes.store.getState().comparison).toBeDefined());
    const { id = '' } = changes.store.getState().comparison ?? {};
    const { revision } = changes.store.getState();
    for (let seq = 0; seq < 50; seq += 1) test.push('generations:page', { id, seq, page: PAGE });
    expect(changes.store.getState()).toMatchObject({ rows: 0, revision });
    vi.advanceTimersByTime(200);
    expect(changes.store.getState()).toMatchObject({ rows: 50, revision: revision + 1 });
    changes.dispose();
    expect(vi.getTimerCount()).toBe(0);
  });

  it('filters what is there and what comes', async () => {
    const { push, id, changes } = await open();
    push('generations:page', { id: id(), seq: 0, page: PAGE });
    changes.filterBy({ ...NO_FILTER, text: 'nothing' });
    expect(changes.store.getState()).toMatchObject({ rows: 1, shown: 0 });
    changes.filterBy(NO_FILTER);
    expect(changes.store.getState()).toMatchObject({ rows: 1, shown: 1 });
  });

  it('says why nothing could be listed or compared', async () => {
    const refused = await open({ 'generations:list': undefined as never });
    expect(refused.changes.store.getState()).toMatchObject({ list: undefined, listError: NOT_ANSWERED });
    const failing = await open({ 'generations:compare': undefined as never });
    expect(failing.changes.store.getState().comparison).toMatchObject({ phase: 'failed', error: NOT_ANSWERED });
  });

  it('compares nothing where there is only one', async () => {
    const { changes, keep, compared } = await open();
    await keep(listOf([first]));
    expect(changes.store.getState()).toMatchObject({ comparison: undefined, pair: { older: undefined } });
    expect(compared()).toHaveLength(1);
  });

  it('exports what is compared, and cancels that', async () => {
    const { changes, asked, push } = await open();
    await changes.export('xlsx', false);
    const { id = '' } = changes.store.getState().file ?? {};
    expect(asked.at(-1)).toEqual({
      name: 'generations:export',
      params: { id, older: first.id, newer: second.id, usage: false, format: 'xlsx', gzip: false },
    });
    changes.cancelExport();
    expect(asked.at(-1)).toEqual({ name: 'generations:cancel', params: { id } });
    push('generations:state', { id, ...DONE, file: { path: '/a.xlsx', bytes: 1, objects: 2 } });
    expect(changes.store.getState().file).toMatchObject({ phase: 'done', file: { path: '/a.xlsx' } });
  });

  it('begins anew when the connection was lost in the middle', async () => {
    const { changes, link, compared, settled } = await open();
    await changes.export('csv', false);
    link.setState((state) => ({ ...state, generation: state.generation + 1 }));
    await settled();
    expect(compared()).toHaveLength(2);
    expect(changes.store.getState().file?.phase).toBe('cancelled');
  });

  it('asks for nothing when nobody looks', async () => {
    const { asked, close, keep } = await open();
    close();
    const before = asked.length;
    await keep(listOf([third, second, first]));
    expect(asked).toHaveLength(before);
  });
});
