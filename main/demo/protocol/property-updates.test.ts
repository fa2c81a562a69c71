import { beforeEach, describe, expect, it } from 'vitest';
import { faultOf, parseXml, type RawAnswer, type SoapClient } from '../testing/soap-client.ts';
import { COLLECTOR, startDemoForEachTest } from '../testing/started-demo.ts';

const started = startDemoForEachTest();
const PATHS = ['name', 'runtime.powerState', 'summary.quickStats.overallCpuUsage'];

interface Watch {
  readonly collector: string;
  readonly filter: string;
  wait(version: string, options?: { seconds?: number; objects?: number }): Promise<RawAnswer>;
}

async function watch(client: SoapClient, paths = PATHS, view?: string): Promise<Watch> {
  const created = await client.call('CreatePropertyCollector', COLLECTOR);
  const id = /<returnval type="PropertyCollector">([^<]+)</.exec(created.text)?.[1] ?? '';
  const collector = `<_this type="PropertyCollector">${id}</_this>`;
  const spec = `<spec><propSet><type>VirtualMachine</type>${paths.map((path) => `<pathSet>${path}</pathSet>`).join('')}</propSet><objectSet><obj type="ContainerView">${view ?? (await client.view(['VirtualMachine']))}</obj><skip>true</skip><selectSet xsi:type="TraversalSpec"><type>ContainerView</type><path>view</path><skip>false</skip></selectSet></objectSet></spec><partialUpdates>false</partialUpdates>`;
  const filter = await client.call('CreateFilter', collector + spec);
  expect(faultOf(filter)).toBeUndefined();
  return {
    collector,
    filter: /<returnval type="PropertyFilter">([^<]+)</.exec(filter.text)?.[1] ?? '',
    wait: (version, { seconds = 5, objects } = {}) =>
      client.call(
        'WaitForUpdatesEx',
        `${collector}<version>${version}</version><options><maxWaitSeconds>${seconds}</maxWaitSeconds>${objects ? `<maxObjectUpdates>${objects}</maxObjectUpdates>` : ''}</options>`,
      ),
  };
}

function read({ text }: RawAnswer) {
  parseXml(text);
  return {
    version: /<version>([^<]+)</.exec(text)?.[1] ?? '',
    truncated: text.includes('<truncated>true</truncated>'),
    objects: [...text.matchAll(/<objectSet><kind>(\w+)<\/kind><obj type="\w+">([^<]+)<\/obj>(.*?)<\/objectSet>/gs)].map(
      ([, kind, id, changes = '']) => ({
        kind,
        id,
        changes: [...changes.matchAll(/<changeSet><name>([^<]+)</g)].map(([, path]) => path),
        xml: changes,
      }),
    ),
  };
}

/** The full state of a watch: all objects, and the version to go on with. */
async function fullState(watched: Watch) {
  const ids: (string | undefined)[] = [];
  let answer = read(await watched.wait(''));
  for (;;) {
    ids.push(...answer.objects.map(({ id }) => id));
    if (!answer.truncated) return { ids, version: answer.version };
    answer = read(await watched.wait(answer.version));
  }
}

function happens(kind: 'enter' | 'modify' | 'leave') {
  for (;;) {
    const event = started.demo.happen();
    if (event?.kind === kind) return { ...event, id: `vm-${1001 + event.machine}` };
  }
}

describe('updates of a demo estate', () => {
  beforeEach(() => started.restart({ life: true, lifeIntervalMs: 0 }));

  it('begin with the full state, page by page; a version in between works once', async () => {
    const watched = await watch(started.client);
    const first = read(await watched.wait('', { objects: 60 }));
    expect(first).toMatchObject({ truncated: true });
    expect(first.objects).toHaveLength(60);
    expect(first.objects[0]).toMatchObject({ kind: 'enter', changes: expect.arrayContaining(['name']) });
    const second = read(await watched.wait(first.version, { objects: 1000 }));
    expect(second.objects).toHaveLength(100);
    expect(faultOf(await watched.wait(first.version))).toBe('InvalidCollectorVersion');
    const { ids } = await fullState(watched);
    expect(new Set(ids).size).toBe(started.demo.counts.VirtualMachine + started.demo.counts.Template);
  });

  it('tell what is modified, made and deleted, each machine once, and never its use', async () => {
    const watched = await watch(started.client);
    const { version } = await fullState(watched);
    const waiting = watched.wait(version);
    await expect.poll(() => started.demo.activity().requests).toBeGreaterThan(6);
    const modified = happens('modify');
    const answer = read(await waiting);
    expect(answer.objects.map(({ kind }) => kind)).toContain('modify');
    const again = read(await watched.wait(version));
    const [{ changes } = { changes: [] }] = again.objects.filter(({ id }) => id === modified.id);
    expect(['name', 'runtime.powerState']).toEqual(expect.arrayContaining(changes));
    const gone = happens('leave');
    const made = happens('enter');
    const { objects } = read(await watched.wait(answer.version));
    expect(new Set(objects.map(({ id }) => id)).size).toBe(objects.length);
    expect(objects.find(({ id }) => id === made.id)).toMatchObject({ kind: 'enter', changes: PATHS.slice(0, 2) });
    if (gone.machine === gone.base) expect(objects.find(({ id }) => id === gone.id)?.kind).toBe('leave');
    for (const { changes: told, kind } of objects) if (kind === 'modify') expect(told).not.toContain(PATHS[2]);
  });

  it('say nothing when nothing happens, and end a wait when they are told to', async () => {
    const watched = await watch(started.client);
    const { version } = await fullState(watched);
    expect((await watched.wait(version, { seconds: 0 })).text).not.toContain('returnval');
    const { requests } = started.demo.activity();
    const waiting = watched.wait(version, { seconds: 60 });
    await expect.poll(() => started.demo.activity().requests).toBe(requests + 1);
    expect(faultOf(await started.client.call('CancelWaitForUpdates', watched.collector))).toBeUndefined();
    expect(faultOf(await waiting)).toBe('RequestCanceled');
    const ended = watched.wait(version, { seconds: 60 });
    await expect.poll(() => started.demo.activity().requests).toBe(requests + 3);
    await started.client.logout();
    expect(faultOf(await ended)).toBe('RequestCanceled');
    expect(started.demo.activity()).toMatchObject({ sessions: 0, views: 0, collectors: 0, filters: 0 });
  });

  it('are refused for a version that was never given out or is too old', async () => {
    const watched = await watch(started.client);
    const { version } = await fullState(watched);
    for (const wrong of ['rest-9', 'x', '99'])
      expect(faultOf(await watched.wait(wrong))).toBe('InvalidCollectorVersion');
    for (let count = 0; count < 5000; count += 1) started.demo.happen();
    expect(faultOf(await watched.wait(version))).toBe('InvalidCollectorVersion');
  });

  it('come from the view that is watched only, and from nowhere after the filter is destroyed', async () => {
    const view = await started.client.view(['VirtualMachine'], '<container type="HostSystem">host-12</container>');
    const watched = await watch(started.client, PATHS, view);
    const { ids, version } = await fullState(watched);
    expect(ids.length).toBeLessThan(100);
    for (let count = 0; count < 300; count += 1) started.demo.happen();
    const { objects } = read(await watched.wait(version));
    expect(objects.length).toBeGreaterThan(0);
    for (const { kind, id } of objects) if (kind !== 'enter') expect(ids).toContain(id);
    const destroy = () =>
      started.client.call('DestroyPropertyFilter', `<_this type="PropertyFilter">${watched.filter}</_this>`);
    expect(faultOf(await destroy())).toBeUndefined();
    expect(faultOf(await destroy())).toBe('ManagedObjectNotFound');
    expect((await watched.wait(version, { seconds: 0 })).text).not.toContain('returnval');
  });

  it('are seen by whoever reads properties, views and folders', async () => {
    const gone = happens('leave');
    const view = await started.client.view(['VirtualMachine']);
    const names = async () => {
      const all: string[] = [];
      for await (const { objects } of started.client.pages(view, 'VirtualMachine', ['name']))
        all.push(...objects.map(({ id }) => id));
      return all;
    };
    expect(await names()).not.toContain(gone.id);
    const made = happens('enter');
    expect(await names()).toContain(made.id);
  });
});

describe('an estate without life', () => {
  it('lets clients wait, and stays as it is', async () => {
    const watched = await watch(started.client);
    const { version, ids } = await fullState(watched);
    expect(ids.length).toBe(started.demo.counts.VirtualMachine + started.demo.counts.Template);
    expect(started.demo.happen()).toBeUndefined();
    expect((await watched.wait(version, { seconds: 0 })).text).not.toContain('returnval');
  });

  it('keeps filters off the collector that all share', async () => {
    expect(faultOf(await started.client.call('CreateFilter', COLLECTOR))).toBe('NotSupported');
  });
});
