import { describe, expect, it } from 'vitest';
import { HeapsphereError } from '../../shared/errors.ts';
import { testBridge } from '../bridge/bridge-fixture.ts';
import { createLinkStore } from '../bridge/link-store.ts';
import { ofVcenter } from '../vcenters/vcenter-fixture.ts';
import { collectionState } from './collection-fixture.ts';
import { type CollectionsState, followCollections, isRunning, withCollection } from './collection-store.ts';

const NOTHING: CollectionsState = {
  loaded: false,
  open: [],
  currentKey: undefined,
  current: undefined,
  newest: undefined,
  rate: 0,
  error: undefined,
};

describe('withCollection', () => {
  const first = collectionState({ id: 'c1', startedAt: 1000, phase: 'completed', rows: 10 });

  it('shows the first one it hears of', () => {
    const connecting = collectionState({ phase: 'connecting' });
    expect(withCollection(NOTHING, connecting)).toMatchObject({
      loaded: true,
      current: connecting,
      newest: connecting,
    });
  });

  it('keeps what is on screen until a newer one delivers', () => {
    const shown = withCollection(NOTHING, first);
    const connecting = collectionState({ id: 'c2', startedAt: 2000, phase: 'connecting' });
    const waiting = withCollection(shown, connecting);
    expect(waiting.current).toBe(first);
    expect(waiting.newest).toBe(connecting);
    const refused = withCollection(waiting, { ...connecting, phase: 'failed' });
    expect(refused.current).toBe(first);
    const collecting = withCollection(waiting, { ...connecting, phase: 'collecting', currentType: 'Datacenter' });
    expect(collecting.current?.id).toBe('c2');
  });

  it('does not go back to an older one', () => {
    const newer = collectionState({ id: 'c2', startedAt: 2000, currentType: 'Folder' });
    const shown = withCollection(withCollection(NOTHING, first), newer);
    const late = withCollection(shown, { ...first, rows: 11 });
    expect(late.current).toBe(newer);
    expect(late.newest).toBe(newer);
  });

  it('lets one that connects take the place of one that could not', () => {
    const failed = collectionState({ id: 'c1', startedAt: 1000, phase: 'failed' });
    const connecting = collectionState({ id: 'c2', startedAt: 2000, phase: 'connecting' });
    expect(withCollection(withCollection(NOTHING, failed), connecting).current).toBe(connecting);
  });
});

describe('isRunning', () => {
  it('is true of the phases in which rows may come', () => {
    expect((['connecting', 'collecting', 'cancelling'] as const).every(isRunning)).toBe(true);
    expect((['completed', 'partial', 'cancelled', 'failed'] as const).some(isRunning)).toBe(false);
  });
});

describe('followCollections', () => {
  it('reads the list at the start and after a reconnection, and then hears of changes', async () => {
    let listed = [collectionState({ id: 'c1', startedAt: 1000, phase: 'completed' })];
    const { bridge, push, settled, asked } = testBridge({ 'collection:list': () => listed });
    const link = createLinkStore();
    const { store } = followCollections(bridge, link);
    await settled();
    expect(store.getState()).toMatchObject({ loaded: true, current: { id: 'c1' } });
    push('collection:changed', collectionState({ id: 'c1', startedAt: 1000, rows: 50 }));
    expect(store.getState().current?.rows).toBe(50);
    listed = [collectionState({ id: 'c2', startedAt: 2000, rows: 7 })];
    link.setState({ generation: 1 });
    await settled();
    expect(store.getState().current).toMatchObject({ id: 'c2', rows: 7 });
    expect(asked.filter(({ name }) => name === 'collection:list')).toHaveLength(2);
  });

  it('keeps a collection that was told of while main made a list without it', async () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    const { bridge, push, settled } = testBridge({
      'collection:list': async () => {
        await promise;
        return [collectionState({ id: 'c1', rows: 3 })];
      },
    });
    const { store } = followCollections(bridge, createLinkStore());
    push('collection:changed', collectionState({ id: 'c1', rows: 5 }));
    push('collection:changed', collectionState({ id: 'c2', startedAt: 2000, rows: 1, ...ofVcenter('b') }));
    resolve();
    await settled();
    expect(store.getState().open.map(({ collection: { id, rows } }) => `${id} ${rows}`)).toEqual(['c1 5', 'c2 1']);
    expect(store.getState().newest?.id).toBe('c2');
  });

  it('cancels a running collection that leaves the screen', async () => {
    const running = collectionState({ id: 'c1', startedAt: 1000, rows: 5 });
    const { bridge, push, asked, settled } = testBridge({
      'collection:list': () => [running],
      'collection:cancel': () => ({}),
    });
    const { store, dispose } = followCollections(bridge, createLinkStore());
    await settled();
    push('collection:changed', collectionState({ id: 'c2', startedAt: 2000, currentType: 'Folder' }));
    expect(store.getState().current?.id).toBe('c2');
    expect(asked.at(-1)).toEqual({ name: 'collection:cancel', params: { collectionId: 'c1' } });
    dispose();
    push('collection:changed', collectionState({ id: 'c3', startedAt: 3000 }));
    expect(store.getState().current?.id).toBe('c2');
  });

  /** Follows two vCenters, of which the second was opened last. */
  async function followTwo() {
    const told: string[] = [];
    const list = [
      collectionState({ id: 'c1', startedAt: 1000, phase: 'completed', rows: 5, ...ofVcenter('a') }),
      collectionState({ id: 'c2', startedAt: 2000, rows: 7, ...ofVcenter('b') }),
    ];
    const test = testBridge({
      'collection:list': () => list,
      'collection:cancel': () => ({}),
      'collection:forget': () => ({}),
    });
    const collections = followCollections(test.bridge, createLinkStore(), ({ message }) => told.push(message));
    await test.settled();
    const labels = () => collections.store.getState().open.map(({ label }) => label);
    const asked = () =>
      test.asked.slice(1).map(({ name, params }) => `${name} ${(params as { collectionId: string }).collectionId}`);
    return { ...test, asked, collections, store: collections.store, labels, told, list };
  }

  it('keeps several vCenters, and is about the one that was opened or turned to last', async () => {
    const { collections, store, labels, push, asked } = await followTwo();
    expect(labels()).toEqual(['a', 'b']);
    expect(store.getState().current?.id).toBe('c2');
    collections.choose(store.getState().open[0]?.key ?? '');
    expect(store.getState().current?.id).toBe('c1');
    push('collection:changed', collectionState({ id: 'c2', startedAt: 2000, rows: 9, ...ofVcenter('b') }));
    expect(store.getState()).toMatchObject({ current: { id: 'c1' }, open: [{}, { collection: { rows: 9 } }] });
    push('collection:changed', collectionState({ id: 'c3', startedAt: 3000, rows: 1, ...ofVcenter('c') }));
    expect(labels()).toEqual(['a', 'b', 'c']);
    expect(store.getState().current?.id).toBe('c3');
    expect(asked(), 'one that runs beside another goes on').toEqual([]);
  });

  it('closes a vCenter at once, and does not open it again for what main told before it knew', async () => {
    const { collections, store, labels, push, asked } = await followTwo();
    collections.close(store.getState().open[1]?.key ?? '');
    expect(labels()).toEqual(['a']);
    expect(store.getState()).toMatchObject({ current: { id: 'c1' }, newest: { id: 'c1' } });
    push('collection:changed', collectionState({ id: 'c2', startedAt: 2000, rows: 9, ...ofVcenter('b') }));
    expect(labels()).toEqual(['a']);
    expect(asked()).toEqual(['collection:forget c2']);
  });

  it('closes a vCenter with the attempt to collect it again', async () => {
    const { collections, store, push, asked } = await followTwo();
    const { source } = ofVcenter('a');
    push('collection:changed', collectionState({ id: 'c3', startedAt: 3000, phase: 'connecting', source }));
    collections.close(store.getState().open[0]?.key ?? '');
    expect(asked()).toEqual(['collection:forget c3', 'collection:forget c1']);
  });

  it('closes all others once the one begins that is to replace them', async () => {
    const { collections, labels, push, asked, settled } = await followTwo();
    collections.replaceBy('c3');
    const third = collectionState({ id: 'c3', startedAt: 3000, phase: 'collecting', ...ofVcenter('c') });
    push('collection:changed', third);
    expect(labels()).toEqual(['a', 'b']);
    push('collection:changed', { ...third, rows: 1 });
    await settled();
    expect(labels()).toEqual(['c']);
    expect(asked()).toEqual(['collection:forget c1', 'collection:forget c2']);
    push('collection:changed', collectionState({ id: 'c4', startedAt: 4000, rows: 1, ...ofVcenter('d') }));
    expect(labels(), 'the next one comes beside').toEqual(['c', 'd']);
  });

  it('closes the others also when the one has begun before its start was answered', async () => {
    const { collections, labels } = await followTwo();
    collections.replaceBy('c2');
    expect(labels()).toEqual(['b']);
  });

  it('drops what main has forgotten, and says so when that was for want of room', async () => {
    const { labels, push, told } = await followTwo();
    push('collection:forgotten', { collectionId: 'c2', reason: 'closed' });
    expect(labels()).toEqual(['a']);
    expect(told).toEqual([]);
    push('collection:forgotten', { collectionId: 'c1', reason: 'too-many' });
    expect(labels()).toEqual([]);
    expect(told).toEqual(['a was closed: at most 8 vCenters are open beside each other.']);
    push('collection:forgotten', { collectionId: 'c9', reason: 'replaced' });
  });

  it('says that a vCenter was reached in another way, and ends the collection that it replaced', async () => {
    const { push, told, asked } = await followTwo();
    const { source } = ofVcenter('10.0.0.7');
    push('collection:changed', collectionState({ id: 'c3', startedAt: 3000, rows: 1, ...ofVcenter('b'), source }));
    expect(told).toEqual([expect.stringMatching(/^10\.0\.0\.7 as operator is the same vCenter as b as operator/)]);
    expect(asked()).toEqual(['collection:cancel c2']);
  });

  it('tells when main could not close one, but not that it was closed already', async () => {
    const test = testBridge({
      'collection:list': () => [collectionState({ id: 'c1', rows: 1 })],
      'collection:forget': () => {
        throw new HeapsphereError({ code: 'usage', message: 'There is no c1.', action: 'Reload.' });
      },
    });
    const told: string[] = [];
    const { store, close } = followCollections(test.bridge, createLinkStore(), ({ message }) => told.push(message));
    await test.settled();
    close(store.getState().currentKey ?? '');
    await test.settled();
    expect(told).toEqual([]);
    expect(store.getState().current).toBeUndefined();
  });

  it('tells why the list cannot be read', async () => {
    const { bridge, settled } = testBridge();
    const { store } = followCollections(bridge, createLinkStore());
    await settled();
    expect(store.getState()).toMatchObject({ loaded: false, error: { code: 'internal' } });
  });
});
