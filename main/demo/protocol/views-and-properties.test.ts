import { describe, expect, it } from 'vitest';
import { DEMO_USER } from '../demo-vcenter.ts';
import { faultOf, readPage } from '../testing/soap-client.ts';
import { COLLECTOR, startDemoForEachTest } from '../testing/started-demo.ts';

const started = startDemoForEachTest();

describe('views', () => {
  it('are gone once destroyed, and unknown to other sessions', async () => {
    const view = await started.client.view(['Datacenter']);
    expect(faultOf(await (await started.secondClient()).retrieve(view, 'Datacenter', ['name']))).toBe(
      'ManagedObjectNotFound',
    );
    expect((await started.client.destroy(view)).status).toBe(200);
    expect(faultOf(await started.client.retrieve(view, 'Datacenter', ['name']))).toBe('ManagedObjectNotFound');
    expect(faultOf(await started.client.destroy(view))).toBe('ManagedObjectNotFound');
    expect(started.demo.activity().views).toBe(0);
  });

  it.each([
    ['ComputeResource', ['ClusterComputeResource', 'ComputeResource']],
    ['ResourcePool', ['ResourcePool', 'VirtualApp']],
    ['Network', ['DistributedVirtualPortgroup', 'Network', 'OpaqueNetwork']],
    ['Folder', ['Folder', 'StoragePod']],
    ['DistributedVirtualSwitch', ['VmwareDistributedVirtualSwitch']],
  ])('of %s hold its subtypes', async (type, expected) => {
    const found = new Set<string>();
    for await (const page of started.client.pages(await started.client.view([type]), type, ['name']))
      for (const object of page.objects) found.add(object.type);
    expect([...found].sort()).toEqual(expected);
  });

  it('refuse containers and types that are none', async () => {
    const create = (container: string, type: string) =>
      started.client.call(
        'CreateContainerView',
        `<_this type="ViewManager">ViewManager</_this>${container}<type>${type}</type><recursive>true</recursive>`,
      );
    expect(faultOf(await create('<container type="Folder">group-d1</container>', 'Elephant'))).toBe('InvalidArgument');
    expect(faultOf(await create('<container type="VirtualMachine">vm-1001</container>', 'Folder'))).toBe(
      'InvalidArgument',
    );
    expect(faultOf(await create('<container type="Folder">group-d99</container>', 'Folder'))).toBe(
      'ManagedObjectNotFound',
    );
    expect(faultOf(await create('<container type="Datacenter">group-d1</container>', 'Folder'))).toBe(
      'ManagedObjectNotFound',
    );
  });
});

describe('properties', () => {
  it.each([
    ['VirtualMachine', 'config.hardware.memory'],
    ['VirtualMachine', 'nonsense'],
    ['VirtualMachine', 'guest.net.ipAddress'],
    ['VirtualMachine', 'constructor'],
    ['Network', 'summary.opaqueNetworkId'],
    ['ClusterComputeResource', 'summary.numVmotions'],
    ['ManagedEntity', 'summary'],
    ['Datastore', 'config'],
    ['SessionManager', 'toString'],
  ])('of %s do not include %s, and the fault names it', async (type, path) => {
    const answer = await started.client.retrieve(await started.client.view(['VirtualMachine']), type, [path]);
    expect(faultOf(answer)).toBe('InvalidProperty');
    expect(answer.text).toContain(`<name>${path}</name>`);
  });

  it('newer than a client are hidden from it', async () => {
    const view = await started.client.view(['DistributedVirtualPortgroup']);
    expect((await started.client.retrieve(view, 'DistributedVirtualPortgroup', ['config'])).text).toContain(
      '<backingType>',
    );
    started.client.soapAction = '"urn:vim25/6.7.1"';
    expect((await started.client.retrieve(view, 'DistributedVirtualPortgroup', ['config'])).text).not.toContain(
      '<backingType>',
    );
    expect(faultOf(await started.client.retrieve(view, 'DistributedVirtualPortgroup', ['config.backingType']))).toBe(
      'InvalidProperty',
    );
  });

  it('can be read of named objects; lost ones fail the call or are left out', async () => {
    const spec = (skip: boolean): string =>
      `${COLLECTOR}<specSet><propSet><type>VirtualMachine</type><pathSet>name</pathSet></propSet><objectSet><obj type="VirtualMachine">vm-1001</obj></objectSet><objectSet><obj type="VirtualMachine">vm-999999</obj></objectSet><reportMissingObjectsInResults>${skip}</reportMissingObjectsInResults></specSet><options/>`;
    expect(faultOf(await started.client.call('RetrievePropertiesEx', spec(false)))).toBe('ManagedObjectNotFound');
    expect(
      readPage((await started.client.call('RetrievePropertiesEx', spec(true))).text).objects.map(({ id }) => id),
    ).toEqual(['vm-1001']);
  });

  it('can be read along named traversals that come back to themselves', async () => {
    const traversal = (name: string, type: string, path: string, next: string): string =>
      `<selectSet xsi:type="TraversalSpec"><name>${name}</name><type>${type}</type><path>${path}</path><skip>false</skip>${next}</selectSet>`;
    const again = '<selectSet xsi:type="SelectionSpec"><name>folders</name></selectSet>';
    const select =
      traversal('folders', 'Folder', 'childEntity', `${again}<selectSet><name>datacenters</name></selectSet>`) +
      traversal('datacenters', 'Datacenter', 'vmFolder', again);
    const answer = await started.client.call(
      'RetrieveProperties',
      `${COLLECTOR}<specSet><propSet><type>VirtualMachine</type><pathSet>name</pathSet></propSet><objectSet><obj type="Folder">group-d1</obj><skip>false</skip>${select}</objectSet></specSet>`,
    );
    const ids = [...answer.text.matchAll(/<obj type="VirtualMachine">([^<]+)/g)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
    // Machines inside a vApp hang below no folder.
    const machines: string[] = [];
    for await (const page of started.client.pages(await started.client.view(['VirtualMachine']), 'VirtualMachine', [
      'parent',
    ])) {
      for (const object of page.objects) if (object.values.has('parent')) machines.push(object.id);
    }
    expect(ids.sort()).toEqual(machines.sort());
  });

  it('can be fetched one by one', async () => {
    const fetchOne = (type: string, id: string, path: string) =>
      started.client.call('Fetch', `<_this type="${type}">${id}</_this><prop>${path}</prop>`);
    expect((await fetchOne('Folder', 'group-d1', 'name')).text).toContain(
      '<returnval xsi:type="xsd:string">Datacenters</returnval>',
    );
    expect((await fetchOne('Folder', 'group-d1', 'parent')).text).not.toContain('returnval');
    expect((await fetchOne('ServiceInstance', 'ServiceInstance', 'content')).text).toContain(
      '<returnval xsi:type="ServiceContent"><rootFolder',
    );
    expect((await fetchOne('SessionManager', 'SessionManager', 'currentSession')).text).toContain(
      `<userName>${DEMO_USER}</userName>`,
    );
    const view = await started.client.view(['Datacenter']);
    expect((await fetchOne('ContainerView', view, 'view')).text).toContain(
      'xsi:type="ManagedObjectReference">datacenter-3</ManagedObjectReference>',
    );
    expect(faultOf(await fetchOne('Folder', 'group-d1', 'nope'))).toBe('InvalidProperty');
    expect(faultOf(await fetchOne('VirtualMachine', 'vm-1018', 'config'))).toBe('NoPermission');
    expect(faultOf(await fetchOne('VirtualMachine', 'vm-1', 'name'))).toBe('ManagedObjectNotFound');
  });

  it('are refused by a method that does not exist here', async () => {
    const answer = await started.client.call('PowerOffVM_Task', '<_this type="VirtualMachine">vm-1001</_this>');
    expect(faultOf(answer)).toBe('NotSupported');
    expect(answer.text).toContain('PowerOffVM_Task');
    expect(faultOf(await started.client.call('constructor', COLLECTOR))).toBe('NotSupported');
  });
});
