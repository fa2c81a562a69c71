import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import type { HierarchyEvent, HierarchyMemory } from '../shared/hierarchy-view.ts';
import { type DemoVcenter, startDemoVcenter } from './demo/demo-vcenter.ts';
import type { ConnectionScope } from './dispatch.ts';
import { firstOf, openTestCache, startHierarchy, treeAt } from './hierarchy-fixture.ts';
import { hierarchyHandlers } from './hierarchy-handlers.ts';
import type { Hierarchy } from './hierarchy-service.ts';

/** A window that can be closed. */
function window(): ConnectionScope & { close(): void } {
  const closers: (() => void)[] = [];
  return {
    push: () => {},
    onClose: (closer) => void closers.push(closer),
    close: () => {
      for (const closer of closers) closer();
    },
  };
}

describe('what windows ask of the tree', () => {
  let demos: Readonly<Record<string, DemoVcenter>>;
  let hierarchy: Hierarchy;
  let handlers: ReturnType<typeof hierarchyHandlers>;

  beforeEach(async () => {
    const demo = async (seed: number) => {
      const started = await startDemoVcenter({ vms: 300, seed });
      onTestFinished(() => started.close());
      return started;
    };
    demos = { c1: await demo(1), c2: await demo(2) };
    hierarchy = await startHierarchy(await openTestCache());
    handlers = hierarchyHandlers({
      hierarchy,
      treeOf: (collectionId) => {
        const demo = demos[collectionId];
        if (!demo) throw new Error(`there is no ${collectionId}`);
        return treeAt(hierarchy, demo);
      },
    });
  });

  it('shares one tree between windows, and holds a branch until the last of them has closed it', async () => {
    const [one, other] = [window(), window()];
    const first = await handlers['hierarchy:open']({ collectionId: 'c1', view: 'hosts' }, one);
    const second = await handlers['hierarchy:open']({ collectionId: 'c1', view: 'storage' }, other);
    expect(second.tree).toBe(first.tree);
    const address = {
      tree: first.tree,
      view: 'hosts' as const,
      ref: firstOf(first.branch.nodes, 'Datacenter'),
    };
    const { requests } = demos.c1?.activity() ?? {};
    await handlers['hierarchy:expand'](address, one);
    await handlers['hierarchy:expand'](address, other);
    expect(demos.c1?.activity().requests).toBe((requests ?? 0) + 1);
    expect(hierarchy.memory).toMatchObject({ held: 2, idle: 0 });
    await handlers['hierarchy:collapse'](address, one);
    expect(hierarchy.memory.held).toBe(2);
    other.close();
    expect(hierarchy.memory.held, 'the first window still shows the top').toBe(1);
    await handlers['hierarchy:close']({}, one);
    expect(hierarchy.memory.held).toBe(0);
  });

  it('keeps the trees of several vCenters, and gives up that of a closed one with its session, keeping the count', async () => {
    const one = window();
    const first = await handlers['hierarchy:open']({ collectionId: 'c1', view: 'hosts' }, one);
    const other = window();
    await handlers['hierarchy:open']({ collectionId: 'c1', view: 'hosts' }, other);
    const second = await handlers['hierarchy:open']({ collectionId: 'c2', view: 'hosts' }, one);
    expect(second.tree).not.toBe(first.tree);
    expect(hierarchy.memory).toMatchObject({ held: 2, fromVcenter: 2 });
    const left = demos.c2 as DemoVcenter;
    const { user, password } = left;
    const source = { kind: 'vcenter', server: left.url, user, password, datacenters: [] } as const;
    hierarchy.keepOnly([{ source: { ...source, datacenters: [] }, trust: { mode: 'insecure' } }]);
    await vi.waitFor(() => expect(demos.c1?.activity().sessions).toBe(0));
    expect(demos.c2?.activity().sessions).toBe(1);
    expect(hierarchy.memory).toMatchObject({ held: 1, fromVcenter: 2 });
    const address = { tree: first.tree, view: 'hosts', ref: 'root' } as const;
    expect(() => handlers['hierarchy:expand'](address, other)).toThrow(`There is no tree "${first.tree}".`);
  });

  it('tells events and where the branches are', async () => {
    const events: HierarchyEvent[] = [];
    hierarchy.onEvent((event) => void events.push(event));
    const told: HierarchyMemory[] = [];
    hierarchy.onMemory((memory) => void told.push(memory));
    const one = window();
    const { tree } = await handlers['hierarchy:open']({ collectionId: 'c1', view: 'hosts' }, one);
    await handlers['hierarchy:reload']({ tree, view: 'hosts', ref: 'root' }, one);
    expect(events.map(({ kind, reason }) => `${reason} ${kind}`)).toEqual([
      'opened started',
      'opened completed',
      'forced started',
      'forced completed',
    ]);
    expect(events.at(-1)).toMatchObject({ tree, ref: 'root', changes: { added: 0, removed: 0, changed: 0 } });
    const memory = await handlers['hierarchy:memory']({}, one);
    expect(memory).toMatchObject({ held: 1, fromVcenter: 2 });
    await vi.waitFor(() => expect(told.at(-1)).toEqual(memory));
  });
});
