import { describe, expect, it, onTestFinished } from 'vitest';
import { HIERARCHY_ROOT, HIERARCHY_VIEWS } from '../shared/hierarchy-view.ts';
import { startDemoVcenter } from './demo/demo-vcenter.ts';
import { readBranch } from './hierarchy/read-branch.ts';
import { parseReference } from './vsphere/managed-object-reference.ts';
import { ObjectReader } from './vsphere/object-reader.ts';
import { VimSession } from './vsphere/session.ts';

/** Branches read in each view; enough to come to folders of several pages. */
const BRANCHES = 25;

/** Walks down the tree of an estate, the larger branches first. */
async function walk(denyContinue: boolean) {
  const demo = await startDemoVcenter({ vms: 1500, seed: 2, restricted: false, faults: { denyContinue } });
  onTestFinished(() => demo.close());
  const { url: server, user, password } = demo;
  const trust = { mode: 'system' } as const;
  const reader = new ObjectReader(() =>
    VimSession.open({ server, user, password, trust, timeoutSeconds: 30, userAgent: 'test' }),
  );
  const { signal } = new AbortController();
  const branches: Record<string, readonly string[]> = {};
  let largest = 0;
  for (const view of HIERARCHY_VIEWS) {
    const open: string[] = [HIERARCHY_ROOT];
    for (let read = 0; read < BRANCHES; read += 1) {
      const ref = open.shift();
      if (ref === undefined) break;
      const reading = { reader, parseReference, datacenters: async () => undefined };
      const { nodes } = await readBranch(reading, { view, ref }, signal).catch(() => ({ nodes: [] }));
      branches[`${view} ${ref}`] = nodes.map((node) => `${node.ref} ${node.name} ${node.state}`).sort();
      largest = Math.max(largest, nodes.length);
      open.unshift(...nodes.map((node) => node.ref).slice(0, 5));
    }
  }
  await reader.close();
  return { branches, largest, activity: demo.activity() };
}

describe('a tree of a vCenter that lets no page be continued', () => {
  it('has the same branches, also those of several pages', async () => {
    const denied = await walk(true);
    const usual = await walk(false);
    expect(usual.largest).toBeGreaterThan(100);
    expect(denied.branches).toEqual(usual.branches);
    expect(denied.activity).toMatchObject({ sessions: 0, tokens: 0 });
  });
});
