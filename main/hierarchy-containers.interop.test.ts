import { fileURLToPath } from 'node:url';
import { expect, it, onTestFinished, vi } from 'vitest';
import { runPython } from '../e2e/fixtures/servers/python.ts';
import { requireTools } from '../e2e/fixtures/servers/required-tools.ts';
import { startVcsim, type Vcsim } from '../e2e/fixtures/servers/vcsim.ts';
import { HIERARCHY_ROOT } from '../shared/hierarchy-view.ts';
import { expand } from './hierarchy-fixture.ts';
import { collect, shownRows, viewer } from './live-service-fixture.ts';

const CHANGE_CONTAINERS = fileURLToPath(new URL('../e2e/interop/pyvmomi/change_containers.py', import.meta.url));

async function change({ url, user, password }: Vcsim, ...changes: readonly string[]): Promise<void> {
  const { hostname, port } = new URL(url);
  const environment = { VSPHERE_PASSWORD: password };
  const { stderr, exitCode } = await runPython(CHANGE_CONTAINERS, [hostname, port, user, ...changes], { environment });
  expect(exitCode, stderr).toBe(0);
}

it.runIf(requireTools('vcsim', 'pyvmomi'))(
  'a tree on screen follows datacenters and folders that come, go and are renamed',
  async () => {
    const vcsim = await startVcsim({ datacenters: 1, clusters: 1, hostsPerCluster: 1, vmsPerPool: 1 });
    onTestFinished(() => vcsim.close());
    const watched = await collect(vcsim, {});
    onTestFinished(watched.end);
    const tree = watched.services.treeOf(watched.id);
    const window = {};
    await expand(tree, 'hosts', HIERARCHY_ROOT, window);
    await viewer(watched, { rows: await shownRows(watched) }).isLive();

    const shows = (ref: string, names: readonly string[]) =>
      vi.waitFor(
        () => {
          const held = tree.memory.held.find(({ place }) => place.ref === ref);
          expect(held?.branch.nodes.map(({ name, kind }) => `${kind} ${name}`).sort()).toEqual(names);
        },
        { timeout: 10_000 },
      );
    await shows(HIERARCHY_ROOT, ['Datacenter DC0']);
    await change(vcsim, 'datacenter::DC1');
    await shows(HIERARCHY_ROOT, ['Datacenter DC0', 'Datacenter DC1']);
    await change(vcsim, 'folder::F1');
    await shows(HIERARCHY_ROOT, ['Datacenter DC0', 'Datacenter DC1', 'Folder F1']);

    const folder = tree.memory.held.flatMap(({ branch }) => branch.nodes).find(({ name }) => name === 'F1')?.ref ?? '';
    await expand(tree, 'hosts', folder, window);
    await change(vcsim, 'datacenter:F1:DC2');
    await shows(folder, ['Datacenter DC2']);
    await change(vcsim, 'folder:F1:F2');
    await shows(folder, ['Datacenter DC2', 'Folder F2']);

    await change(vcsim, 'rename:DC1:DC3', 'rename:F1:F3', 'rename:DC2:DC4', 'rename:F2:F4');
    await shows(HIERARCHY_ROOT, ['Datacenter DC0', 'Datacenter DC3', 'Folder F3']);
    await shows(folder, ['Datacenter DC4', 'Folder F4']);

    await change(vcsim, 'delete:F4', 'delete:DC4', 'delete:DC3');
    await shows(folder, []);
    await shows(HIERARCHY_ROOT, ['Datacenter DC0', 'Folder F3']);
    await change(vcsim, 'delete:F3');
    await shows(HIERARCHY_ROOT, ['Datacenter DC0']);
  },
);
