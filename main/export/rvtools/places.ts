import { displayName, RESOURCE_TYPES, type ResourceType } from '../../../shared/inventory.ts';
import type { RowView } from './row-view.ts';

/** Deeper than any inventory; beyond it something is wrong with the parents. */
const MAX_DEPTH = 128;
/** Kinds that others refer to. VMs and templates are not among them: the table stays small against the estate. */
const NAMED: ReadonlySet<ResourceType> = new Set(
  RESOURCE_TYPES.filter((type) => type !== 'VirtualMachine' && type !== 'Template'),
);

interface Place {
  /** As vCenter has it. */
  readonly name: string;
  readonly parent: string | undefined;
}

/** Names and parents of the infrastructure by reference, and the walks along them. Missing and circular parents end a walk. */
export class Places {
  readonly #places = new Map<string, Place>();
  readonly #switches = new Map<string, string>();

  /** Remembers a row, if others may refer to it. */
  add(row: RowView): void {
    if (!NAMED.has(row.type)) return;
    const name = row.text('name') ?? '';
    const parent = row.text('parent') ?? row.text('parentFolder');
    this.#places.set(row.ref, { name, parent });
    const uuid = row.type === 'DistributedVirtualSwitch' ? row.text('uuid') : undefined;
    if (uuid !== undefined) this.#switches.set(uuid, row.ref);
  }

  /** Name as people read it; undefined for what was not collected. */
  name(ref: string | undefined): string | undefined {
    const name = ref === undefined ? undefined : this.#places.get(ref)?.name;
    return name === undefined || name === '' ? undefined : displayName(name);
  }

  /** Name of the distributed switch with this UUID. */
  switchName(uuid: string | undefined): string | undefined {
    return uuid === undefined ? undefined : this.name(this.#switches.get(uuid));
  }

  /** Name of the nearest ancestor of a type, the object itself included. */
  nameOfAncestor(type: ResourceType, ref: string | undefined): string | undefined {
    return this.name(this.#lineage(ref).find((each) => each.startsWith(`${type}:`)));
  }

  /**
   * Names from the top down, joined with "/", names as vCenter has them: a slash within one is %2f. The hidden folders of a
   * datacenter ("vm", "host", "datastore", "network") and everything above them are left out.
   */
  path(ref: string | undefined): string | undefined {
    const lineage = this.#lineage(ref);
    const top = lineage.findIndex((each) => this.#isTop(each));
    const names = (top < 0 ? lineage : lineage.slice(0, top)).map((each) => this.#places.get(each)?.name ?? '');
    return names.length === 0 ? undefined : names.reverse().join('/');
  }

  /** The object and its ancestors as far as they are known, each once. */
  #lineage(ref: string | undefined): string[] {
    const lineage: string[] = [];
    const seen = new Set<string>();
    for (let at = ref; at !== undefined && lineage.length < MAX_DEPTH; at = this.#places.get(at)?.parent) {
      if (seen.has(at) || !this.#places.has(at)) break;
      seen.add(at);
      lineage.push(at);
    }
    return lineage;
  }

  #isTop(ref: string): boolean {
    return ref.startsWith('Datacenter:') || (this.#places.get(ref)?.parent?.startsWith('Datacenter:') ?? false);
  }
}
