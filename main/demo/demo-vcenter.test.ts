import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ESSENTIAL_ATTRIBUTES } from '../../shared/essential-attributes.ts';
import { RESOURCE_TYPES, type ResourceType } from '../../shared/inventory.ts';
import { DEMO_PASSWORD, DEMO_USER, type DemoVcenter, startDemoVcenter } from './demo-vcenter.ts';
import { parseXml, type ReadObject, SoapClient, textOf } from './testing/soap-client.ts';

const SEED = 5;

let demo: DemoVcenter;
let client: SoapClient;
beforeAll(async () => {
  demo = await startDemoVcenter({ vms: 620, seed: SEED });
  client = new SoapClient(demo.url);
  await client.login(DEMO_USER, DEMO_PASSWORD);
});
afterAll(() => demo.close());

async function readAll(type: string, paths: readonly string[] | 'all', from = client): Promise<readonly ReadObject[]> {
  const view = await from.view([type]);
  const objects: ReadObject[] = [];
  for await (const page of from.pages(view, type, paths)) objects.push(...page.objects);
  await from.destroy(view);
  return objects;
}

const OWN_TYPE: Readonly<Partial<Record<ResourceType, readonly string[]>>> = {
  Network: ['Network', 'OpaqueNetwork'],
  DistributedVirtualSwitch: ['VmwareDistributedVirtualSwitch'],
};

describe('the estate', () => {
  it.each(RESOURCE_TYPES)('delivers as many %s objects as it promises', async (type) => {
    const isMachine = type === 'VirtualMachine' || type === 'Template';
    const objects = await readAll(isMachine ? 'VirtualMachine' : type, isMachine ? ['config.template'] : ['name']);
    const own = objects.filter((object) =>
      isMachine
        ? (textOf(object.values.get('config.template')) === 'true') === (type === 'Template')
        : (OWN_TYPE[type] ?? [type]).includes(object.type),
    );
    expect(own).toHaveLength(demo.counts[type]);
    expect(new Set(objects.map(({ id }) => id)).size).toBe(objects.length);
  });

  it('answers every essential attribute, of the type the table says', async () => {
    const kinds = {
      integer: /^xsd:(int|long)$/,
      boolean: /^xsd:boolean$/,
      time: /^xsd:dateTime$/,
      text: /^xsd:string$/,
      enum: /^(xsd:string|[A-Z]\w+)$/,
      ref: /^ManagedObjectReference$/,
      refs: /^ArrayOfManagedObjectReference$/,
      texts: /^ArrayOfString$/,
      data: /^\w+$/,
    };
    for (const type of RESOURCE_TYPES) {
      const attributes = ESSENTIAL_ATTRIBUTES[type].filter((attribute) => attribute.fetch === undefined);
      const objects = await readAll(
        type === 'Template' ? 'VirtualMachine' : type,
        attributes.map(({ path }) => path),
      );
      for (const { path, kind } of attributes) {
        const value = objects.find(({ values }) => values.has(path))?.values.get(path);
        expect(value, `${type} ${path}`).toBeDefined();
        expect(/xsi:type="([\w:]+)"/.exec(value ?? '')?.[1], `${type} ${path}`).toMatch(kinds[kind]);
      }
    }
  });

  it('gives whole objects of a real size, well-formed, and the same values by path as within them', async () => {
    const whole = await readAll('VirtualMachine', 'all');
    const bytes = whole.reduce((sum, { values }) => sum + [...values.values()].join('').length, 0) / whole.length;
    expect(bytes).toBeGreaterThan(12_000);
    expect(bytes).toBeLessThan(30_000);
    const parts = await readAll('VirtualMachine', [
      'config.hardware.numCPU',
      'guest.toolsRunningStatus',
      'config.hardware.device',
      'guest.net',
    ]);
    parts.forEach((part, index) => {
      const config = whole[index]?.values.get('config') ?? '';
      const cpus = textOf(part.values.get('config.hardware.numCPU'));
      if (cpus === undefined) expect(config).toBe('');
      else expect(config).toContain(`<hardware><numCPU>${cpus}</numCPU>`);
      const devices = part.values.get('config.hardware.device')?.match(/<VirtualDevice xsi:type="\w+"><key>/g) ?? [];
      expect(config.match(/<device xsi:type="\w+"><key>/g) ?? []).toHaveLength(devices.length);
    });
    expect(
      parts.some(({ values }) =>
        /<val xsi:type="ArrayOfGuestNicInfo"><GuestNicInfo>/.test(values.get('guest.net') ?? ''),
      ),
    ).toBe(true);
  });

  it('is well-formed XML for all properties of every type', async () => {
    for (const type of ['ManagedEntity', 'HostSystem', 'DistributedVirtualSwitch']) {
      const view = await client.view([type]);
      const { text } = await client.retrieve(view, type, 'all');
      expect(() => parseXml(text)).not.toThrow();
      await client.destroy(view);
    }
  });

  it('shows what real estates show: missing sets, lost configurations, escaped and foreign names, unset values', async () => {
    const machines = await readAll('VirtualMachine', [
      'name',
      'config.uuid',
      'runtime.powerState',
      'runtime.bootTime',
      'summary.quickStats.guestMemoryUsage',
      'runtime.connectionState',
      'snapshot.rootSnapshotList',
    ]);
    const denied = machines.filter(({ missing }) => missing.size > 0);
    expect(denied.length).toBeGreaterThan(0);
    for (const { missing, values } of denied) {
      expect([...missing]).toEqual([['config.uuid', 'NoPermission']]);
      expect(values.has('name')).toBe(true);
    }
    const lost = machines.filter(({ values }) =>
      ['orphaned', 'inaccessible'].includes(textOf(values.get('runtime.connectionState')) ?? ''),
    );
    expect(lost.length).toBeGreaterThan(0);
    for (const { values } of lost) expect(values.has('config.uuid')).toBe(false);
    const off = machines.filter(({ values }) => textOf(values.get('runtime.powerState')) === 'poweredOff');
    expect(off.length).toBeGreaterThan(0);
    for (const { values } of off) {
      expect(values.has('runtime.bootTime')).toBe(false);
      expect(values.has('summary.quickStats.guestMemoryUsage')).toBe(false);
    }
    expect(machines.some(({ values }) => values.has('snapshot.rootSnapshotList'))).toBe(true);
    const names = [...machines, ...(await readAll('Folder', ['name']))].map(
      ({ values }) => textOf(values.get('name')) ?? '',
    );
    expect(names.some((name) => /%2f/.test(name))).toBe(true);
    expect(names.every((name) => !name.includes('/'))).toBe(true);
    expect(names.some((name) => /[&<]/.test(name))).toBe(true);
    expect(
      names.some((name) => /\p{Script=Arabic}|\p{Script=Cyrillic}|\p{Script=Han}|\p{Script=Katakana}/u.test(name)),
    ).toBe(true);
  });

  it('has some datastores that cannot be reached, with nothing in them', async () => {
    const datastores = await readAll('Datastore', ['summary.accessible', 'summary.capacity', 'summary.uncommitted']);
    const lost = datastores.filter(({ values }) => textOf(values.get('summary.accessible')) === 'false');
    expect(lost.length).toBeGreaterThan(0);
    for (const { values } of lost) {
      expect(textOf(values.get('summary.capacity'))).toBe('0');
      expect(values.has('summary.uncommitted')).toBe(false);
    }
  });

  it('agrees with itself from both ends of a reference', async () => {
    const ids = (value: string | undefined): string[] =>
      [...(value ?? '').matchAll(/>([\w-]+)<\/ManagedObjectReference>/g)].map(([, id = '']) => id);
    const machines = await readAll('VirtualMachine', ['datastore', 'network', 'runtime.host']);
    const expected = new Map<string, string[]>();
    const add = (holder: string, machine: string): void => {
      expected.set(holder, [...(expected.get(holder) ?? []), machine]);
    };
    for (const { id, values } of machines) {
      for (const holder of [
        ...ids(values.get('datastore')),
        ...ids(values.get('network')),
        textOf(values.get('runtime.host')) ?? '',
      ])
        add(holder, id);
    }
    for (const type of ['Datastore', 'Network', 'HostSystem']) {
      for (const { id, values } of await readAll(type, ['vm']))
        expect(ids(values.get('vm')).sort(), id).toEqual((expected.get(id) ?? []).sort());
    }
  });
});

describe('the seed', () => {
  const page = async (vms: number, seed: number): Promise<string> => {
    const other = await startDemoVcenter({ vms, seed });
    try {
      const reader = new SoapClient(other.url);
      await reader.login(DEMO_USER, DEMO_PASSWORD);
      return (
        (await reader.retrieve(await reader.view(['ManagedEntity']), 'ManagedEntity', 'all')).text +
        (await reader.retrieve(await reader.view(['VirtualMachine']), 'VirtualMachine', 'all')).text
      );
    } finally {
      await other.close();
    }
  };

  it('decides every byte', async () => {
    expect(await page(300, 9)).toBe(await page(300, 9));
  });

  it('makes estates differ', async () => {
    expect(await page(300, 9)).not.toBe(await page(300, 10));
  });

  it('gives a vCenter an identity of its own', async () => {
    const one = await startDemoVcenter({ vms: 620, seed: SEED });
    const two = await startDemoVcenter({ vms: 620, seed: SEED + 1 });
    expect(one.instanceUuid).toBe(demo.instanceUuid);
    expect(two.instanceUuid).not.toBe(demo.instanceUuid);
    await Promise.all([one.close(), two.close()]);
  });
});

describe('starting', () => {
  it.each([{ vms: 0 }, { vms: 100_001 }, { vms: 1.5 }, { vms: 10, seed: -1 }, { vms: 10, port: 70_000 }])(
    'refuses %j',
    async (options) => {
      await expect(startDemoVcenter({ seed: 1, ...options })).rejects.toMatchObject({ data: { code: 'usage' } });
    },
  );

  it('says so when the port is taken', async () => {
    await expect(startDemoVcenter({ vms: 1, seed: 1, port: demo.port })).rejects.toMatchObject({
      data: { code: 'usage', message: expect.stringContaining(String(demo.port)) },
    });
  });

  it('closes twice without harm, and then answers no more', async () => {
    const other = await startDemoVcenter({ vms: 1, seed: 1 });
    await Promise.all([other.close(), other.close()]);
    await expect(fetch(other.url)).rejects.toThrow();
  });
});
