import { beforeEach, describe, expect, it } from 'vitest';
import { createStore } from 'zustand/vanilla';
import { HeapsphereError } from '../../shared/errors.ts';
import type { HierarchyBranch, HierarchyEvent, HierarchyNode } from '../../shared/hierarchy-view.ts';
import { type Answers, type TestBridge, testBridge } from '../bridge/bridge-fixture.ts';
import { createLinkStore, type LinkStore } from '../bridge/link-store.ts';
import { collectionState } from '../shell/collection-fixture.ts';
import type { CollectionStore, CollectionsState } from '../shell/collection-store.ts';
import { openVcenter } from '../vcenters/vcenter-fixture.ts';
import { Hierarchy } from './hierarchy.ts';
import { branch, node } from './hierarchy-fixture.ts';

const AWAY = new HeapsphereError({ code: 'cannot-connect', message: 'It is away.', action: 'Wait.' });

describe('Hierarchy', () => {
  let test: TestBridge;
  let link: LinkStore;
  let collections: CollectionStore;
  let contents: Map<string, readonly HierarchyNode[]>;
  let tree: string;
  let failure: Error | undefined;
  let gate: Promise<void>;

  const asked = () => test.asked.map(({ name, params }) => `${name} ${(params as { ref?: string }).ref ?? ''}`.trim());
  const answer = async (ref: string): Promise<HierarchyBranch> => {
    await gate;
    if (failure) throw failure;
    return branch(ref, contents.get(ref) ?? []);
  };
  const answers: Answers = {
    'hierarchy:open': async () => ({ tree, branch: await answer('root') }),
    'hierarchy:expand': ({ ref }) => answer(ref),
    'hierarchy:reload': ({ ref }) => answer(ref),
    'hierarchy:more': ({ ref }) => answer(ref),
    'hierarchy:collapse': () => ({}),
    'hierarchy:close': () => ({}),
  };
  const make = (isShown = true) => new Hierarchy({ bridge: test.bridge, link, collections, isShown });
  const stateOf = (hierarchy: Hierarchy, id: string) => hierarchy.store.getState().branches.get(id);
  const names = (hierarchy: Hierarchy, id: string) => stateOf(hierarchy, id)?.branch?.nodes.map(({ name }) => name);
  /** Its references are qualified with nothing: what is asked of main is what the store says. */
  const vcenterOf = (id: string, key = '') => ({ ...openVcenter(key), collection: collectionState({ id }) });
  const event = (change: Partial<HierarchyEvent>): HierarchyEvent => ({
    tree,
    view: 'hosts',
    ref: 'root',
    kind: 'completed',
    reason: 'sync',
    at: 0,
    ...change,
  });

  beforeEach(() => {
    test = testBridge(answers);
    link = createLinkStore();
    collections = createStore<CollectionsState>(() => ({
      loaded: true,
      open: [vcenterOf('c1')],
      currentKey: '',
      current: undefined,
      newest: undefined,
      rate: 0,
      error: undefined,
    }));
    tree = 'tree-1';
    failure = undefined;
    gate = Promise.resolve();
    contents = new Map<string, readonly HierarchyNode[]>([
      ['root', [node('Datacenter:d'), node('Folder:f')]],
      ['Folder:f', [node('Folder:g')]],
      ['Folder:g', [node('VirtualMachine:v')]],
    ]);
  });

  it('asks for nothing while it is hidden, and for the first level once it is shown', async () => {
    const hierarchy = make(false);
    await test.settled();
    expect(test.asked).toEqual([]);
    hierarchy.show(true);
    expect(stateOf(hierarchy, 'root')?.loading).toBe(true);
    await test.settled();
    expect(asked()).toEqual(['hierarchy:open']);
    expect(names(hierarchy, 'root')).toEqual(['d', 'f']);
  });

  it('asks for a branch when it is opened, and gives it back with all below when it is closed', async () => {
    const hierarchy = make();
    await test.settled();
    hierarchy.open('Folder:f');
    await test.settled();
    hierarchy.open('Folder:g');
    await test.settled();
    expect(asked().slice(1)).toEqual(['hierarchy:expand Folder:f', 'hierarchy:expand Folder:g']);
    expect(names(hierarchy, 'Folder:g')).toEqual(['v']);
    hierarchy.close('Folder:f');
    expect(asked().slice(3)).toEqual(['hierarchy:collapse Folder:g', 'hierarchy:collapse Folder:f']);
    expect([...hierarchy.store.getState().branches.keys()]).toEqual(['root']);
  });

  it('gives back what came after it was closed', async () => {
    const hierarchy = make();
    await test.settled();
    const { promise, resolve } = Promise.withResolvers<void>();
    gate = promise;
    hierarchy.open('Folder:f');
    hierarchy.close('Folder:f');
    resolve();
    await test.settled();
    expect(stateOf(hierarchy, 'Folder:f')).toBeUndefined();
    expect(asked().at(-1)).toBe('hierarchy:collapse Folder:f');
  });

  it('shows why a branch could not be read, and tries again', async () => {
    const hierarchy = make();
    await test.settled();
    failure = AWAY;
    hierarchy.open('Folder:f');
    await test.settled();
    expect(stateOf(hierarchy, 'Folder:f')).toMatchObject({ loading: false, error: AWAY.data });
    failure = undefined;
    hierarchy.retry('Folder:f');
    await test.settled();
    expect(stateOf(hierarchy, 'Folder:f')).toMatchObject({ error: undefined, branch: { nodes: [{ name: 'g' }] } });
    hierarchy.retry('Folder:f');
    expect(asked().at(-1), 'what is known is read anew').toBe('hierarchy:reload Folder:f');
  });

  it('tries to open a tree again that could not be opened', async () => {
    failure = AWAY;
    const hierarchy = make();
    await test.settled();
    expect(stateOf(hierarchy, 'root')?.error).toEqual(AWAY.data);
    failure = undefined;
    hierarchy.retry('root');
    await test.settled();
    expect(names(hierarchy, 'root')).toEqual(['d', 'f']);
  });

  it('takes in what the background synchronisation found, for what is open only', async () => {
    const hierarchy = make();
    await test.settled();
    contents.set('root', [node('Datacenter:new')]);
    const changes = { added: 1, removed: 2, changed: 0 };
    test.push('hierarchy:event', event({ kind: 'started' }));
    test.push('hierarchy:event', event({ ref: 'Folder:f' }));
    test.push('hierarchy:event', event({ tree: 'another' }));
    expect(asked()).toEqual(['hierarchy:open']);
    test.push('hierarchy:event', event({ changes }));
    await test.settled();
    expect(names(hierarchy, 'root')).toEqual(['new']);
    expect(stateOf(hierarchy, 'root')?.changes).toEqual(changes);
  });

  it('keeps what is open when the same vCenter is collected again, and begins anew with another one', async () => {
    const hierarchy = make();
    await test.settled();
    hierarchy.open('Folder:f');
    await test.settled();
    collections.setState({ open: [vcenterOf('c2')] });
    await test.settled();
    expect(names(hierarchy, 'Folder:f')).toEqual(['g']);
    tree = 'tree-2';
    collections.setState({ open: [vcenterOf('c3')] });
    await test.settled();
    expect([...hierarchy.store.getState().branches.keys()]).toEqual(['root']);
    expect(hierarchy.store.getState().open.hosts.size).toBe(0);
  });

  it('opens again what was open after it was hidden, and after the connection was lost', async () => {
    const hierarchy = make();
    await test.settled();
    hierarchy.open('Folder:f');
    await test.settled();
    hierarchy.show(false);
    expect(asked().at(-1)).toBe('hierarchy:close');
    expect(hierarchy.store.getState().branches.size).toBe(0);
    hierarchy.show(true);
    await test.settled();
    await test.settled();
    expect(names(hierarchy, 'Folder:f')).toEqual(['g']);
    link.setState({ generation: 1 });
    expect(hierarchy.store.getState().branches.size, 'main has let go of all').toBeLessThan(2);
    await test.settled();
    await test.settled();
    expect(names(hierarchy, 'Folder:f')).toEqual(['g']);
  });

  it('shows the trees of several vCenters with the same ids, each from its own, and closes one with all that is open in it', async () => {
    const trees: Readonly<Record<string, string>> = { c1: 'tree-a', c2: 'tree-b' };
    test = testBridge({
      ...answers,
      'hierarchy:open': async ({ collectionId }) => ({ tree: trees[collectionId] ?? '', branch: await answer('root') }),
    });
    collections.setState({ open: [vcenterOf('c1', 'a'), vcenterOf('c2', 'b')] });
    const hierarchy = make();
    await test.settled();
    expect([...hierarchy.store.getState().trees]).toEqual([
      ['a', 'tree-a'],
      ['b', 'tree-b'],
    ]);
    hierarchy.open('b/Folder:f');
    await test.settled();
    expect(test.asked.at(-1)?.params).toEqual({ tree: 'tree-b', view: 'hosts', ref: 'Folder:f' });
    expect(stateOf(hierarchy, 'b/Folder:f')?.branch?.nodes.map(({ ref }) => ref)).toEqual(['b/Folder:g']);
    expect(stateOf(hierarchy, 'a/Folder:f')).toBeUndefined();
    test.push('hierarchy:event', event({ tree: 'tree-a', ref: 'Folder:f' }));
    test.push('hierarchy:event', event({ tree: 'tree-b', ref: 'Folder:f' }));
    expect(test.asked.slice(3).map(({ params }) => params)).toEqual([
      { tree: 'tree-b', view: 'hosts', ref: 'Folder:f' },
    ]);
    await test.settled();
    hierarchy.showView('storage');
    await test.settled();
    expect(asked().slice(4)).toEqual(['hierarchy:expand root', 'hierarchy:expand root']);

    collections.setState({ open: [vcenterOf('c1', 'a')] });
    const { trees: left, branches, open } = hierarchy.store.getState();
    expect([...left.keys()]).toEqual(['a']);
    expect([...branches.keys()]).toEqual(['a/root']);
    expect(open.hosts.size).toBe(0);
  });

  it('begins one vCenter anew without touching the other', async () => {
    collections.setState({ open: [vcenterOf('c1', 'a'), vcenterOf('c2', 'b')] });
    const hierarchy = make();
    await test.settled();
    hierarchy.open('b/Folder:f');
    await test.settled();
    const before = test.asked.length;
    tree = 'tree-2';
    collections.setState({ open: [vcenterOf('c3', 'a'), vcenterOf('c2', 'b')] });
    await test.settled();
    expect(test.asked.slice(before).map(({ params }) => params)).toEqual([{ collectionId: 'c3', view: 'hosts' }]);
    expect(names(hierarchy, 'b/Folder:f')).toEqual(['g']);
  });

  it('remembers what is open in each view', async () => {
    const hierarchy = make();
    await test.settled();
    hierarchy.open('Datacenter:d');
    await test.settled();
    hierarchy.showView('storage');
    await test.settled();
    expect(stateOf(hierarchy, 'hosts Datacenter:d')).toBeDefined();
    expect(stateOf(hierarchy, 'storage Datacenter:d')).toBeUndefined();
    hierarchy.open('Datacenter:d');
    await test.settled();
    expect(stateOf(hierarchy, 'storage Datacenter:d')).toBeDefined();
    hierarchy.dispose();
  });
});
