import type { Entity, Kind, Reference } from '../estate/kinds.ts';
import type { Estate } from '../estate/shape.ts';
import type { CompiledPath, ManagedModel } from '../model/managed-model.ts';
import { ANY, type Audience, render } from '../model/property.ts';
import { CLUSTER, ComputeFacts, STANDALONE } from './compute.ts';
import { DATASTORE, DatastoreFacts, PodFacts, STORAGE_POD } from './datastore.ts';
import { DISTRIBUTED_SWITCH, PORTGROUP, PortgroupFacts, SwitchFacts } from './distributed-switch.ts';
import { DATACENTER, DatacenterFacts, FOLDER, FolderFacts, type FolderKind } from './folder.ts';
import { HOST } from './host.ts';
import { HostFacts } from './host-facts.ts';
import { MACHINE } from './machine.ts';
import { MachineFacts } from './machine-facts.ts';
import { NETWORK, NetworkFacts, OPAQUE_NETWORK } from './network.ts';
import { POOL, PoolFacts, VAPP } from './pool.ts';

/** Paths of one kind, compiled for one request. */
export interface ObjectWriter {
  /** The propSet elements of an object, and its missingSet elements after them. */
  write(index: number): string;
}

/** How objects of one kind are read. The facts behind them are the kind's own business. */
export interface KindReader {
  readonly names: readonly string[];
  writer(estate: Estate, paths: readonly string[], audience: Audience): ObjectWriter;
  /** One property as the element `tag`: '' when it is unset, undefined when the account may not read it. */
  value(estate: Estate, index: number, path: string, tag: string, audience: Audience): string | undefined;
  /** The objects that a property refers to. */
  references(estate: Estate, index: number, path: string): readonly Reference[];
}

/** `denied` names the property that the account may not read, if there is one. */
function reader<T extends { readonly self: Reference }>(
  model: ManagedModel<T>,
  factsOf: (estate: Estate, index: number) => T,
  denied?: { readonly top: string; readonly of: (facts: T) => boolean },
): KindReader {
  return {
    names: model.names,
    writer: (estate, paths, audience) => {
      const compiled = paths.map((path) => model.compile(path, audience));
      return {
        write: (index) => {
          const facts = factsOf(estate, index);
          return denied?.of(facts) ? writeDenied(compiled, facts, denied.top) : writeAll(compiled, facts);
        },
      };
    },
    value: (estate, index, path, tag, audience) => {
      const facts = factsOf(estate, index);
      if (denied?.of(facts) && path.split('.', 1)[0] === denied.top) return undefined;
      return render(model.resolve(path)?.compile(tag, ANY, audience) ?? '', facts);
    },
    references: (estate, index, path) => model.references(path, factsOf(estate, index)),
  };
}

function writeAll<T>(compiled: readonly CompiledPath<T>[], facts: T): string {
  let xml = '';
  for (const { fragment } of compiled) xml += render(fragment, facts);
  return xml;
}

function writeDenied<T extends { readonly self: Reference }>(
  compiled: readonly CompiledPath<T>[],
  facts: T,
  top: string,
): string {
  const { type, id } = facts.self;
  const missing = compiled
    .filter((path) => path.top === top)
    .map(
      ({ path }) =>
        `<missingSet><path>${path}</path><fault><fault xsi:type="NoPermission"><object type="${type}">${id}</object><privilegeId>System.Read</privilegeId></fault><localizedMessage>Permission to perform this operation was denied.</localizedMessage></fault></missingSet>`,
    );
  return (
    writeAll(
      compiled.filter((path) => path.top !== top),
      facts,
    ) + missing.join('')
  );
}

const folder = (kind: FolderKind): KindReader =>
  reader(FOLDER, (estate, index) => new FolderFacts(estate, kind, index));

export const READERS: Readonly<Record<Kind, KindReader>> = {
  datacenterFolder: folder('datacenterFolder'),
  vmFolder: folder('vmFolder'),
  hostFolder: folder('hostFolder'),
  datastoreFolder: folder('datastoreFolder'),
  networkFolder: folder('networkFolder'),
  storagePod: reader(STORAGE_POD, (estate, index) => new PodFacts(estate, index)),
  datacenter: reader(DATACENTER, (estate, index) => new DatacenterFacts(estate, index)),
  cluster: reader(CLUSTER, (estate, index) => new ComputeFacts(estate, 'cluster', index)),
  standalone: reader(STANDALONE, (estate, index) => new ComputeFacts(estate, 'standalone', index)),
  host: reader(HOST, (estate, index) => new HostFacts(estate, index)),
  pool: reader(POOL, (estate, index) => new PoolFacts(estate, 'pool', index)),
  vApp: reader(VAPP, (estate, index) => new PoolFacts(estate, 'vApp', index)),
  datastore: reader(DATASTORE, (estate, index) => new DatastoreFacts(estate, index)),
  network: reader(NETWORK, (estate, index) => new NetworkFacts(estate, 'network', index)),
  opaqueNetwork: reader(OPAQUE_NETWORK, (estate, index) => new NetworkFacts(estate, 'opaqueNetwork', index)),
  distributedSwitch: reader(DISTRIBUTED_SWITCH, (estate, index) => new SwitchFacts(estate, index)),
  portgroup: reader(PORTGROUP, (estate, index) => new PortgroupFacts(estate, index)),
  machine: reader(MACHINE, (estate, index) => new MachineFacts(estate, index), {
    top: 'config',
    of: (machine) => machine.isRestricted,
  }),
};

/** The objects that a property of an object refers to; none where the property is no reference. */
export function referencesOf(estate: Estate, entity: Entity, path: string): readonly Reference[] {
  return READERS[entity.kind].references(estate, entity.index, path);
}
