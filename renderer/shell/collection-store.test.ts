import { describe, expect, it } from 'vitest';
import { testBridge } from '../bridge/bridge-fixture.ts';
import { createLinkStore } from '../bridge/link-store.ts';
import { collectionState } from './collection-fixture.ts';
import { type CollectionsState, followCollections, isRunning, withCollection } from './collection-store.ts';

const NOTHING: CollectionsState = { loaded: false, current: undefined, newest: undefined, rate: 0, error: undefined };

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

  it('tells why the list cannot be read', async () => {
    const { bridge, settled } = testBridge();
    const { store } = followCollections(bridge, createLinkStore());
    await settled();
    expect(store.getState()).toMatchObject({ loaded: false, error: { code: 'internal' } });
  });
});
