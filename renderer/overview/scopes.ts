import { displayName } from '../../shared/inventory.ts';
import type { Estate } from '../inventory/estate.ts';
import { naturalKey } from '../inventory/natural-key.ts';
import { isOf, moIdOf, rootOf } from '../inventory/qualified-ref.ts';
import { allBelow, childrenIn, INFRASTRUCTURE } from '../inventory/rows-below.ts';

export type ScopeKind = 'whole' | 'vcenter' | 'datacenter' | 'cluster' | 'host';

/** A part of the estate that has numbers of its own. */
export interface Scope {
  readonly kind: ScopeKind;
  /** Undefined for the whole estate. */
  readonly ref: string | undefined;
  readonly name: string;
  /** Position of the scope that it lies in; the whole estate, at 0, lies in itself. */
  readonly parent: number;
}

/** The scopes of an estate, each after the one that it lies in, and what lies in them. */
export interface Scopes {
  readonly list: readonly Scope[];
  /** Positions of the scopes that an object of the infrastructure lies in, without the whole estate. */
  readonly of: ReadonlyMap<string, readonly number[]>;
  /** Positions of the vCenters by their keys; empty where there is one only, which is the whole estate. */
  readonly vcenters: ReadonlyMap<string, number>;
}

/** A vCenter whose rows are in the estate. */
export interface NamedVcenter {
  readonly key: string;
  readonly label: string;
}

/** Positions of what a scope lies in, from the top down, without the whole estate and without itself. */
export function above(scopes: readonly Scope[], position: number): readonly number[] {
  const parent = scopes[position]?.parent ?? 0;
  return parent === 0 ? [] : [...above(scopes, parent), parent];
}

const KINDS = [
  ['ClusterComputeResource', 'cluster'],
  ['ComputeResource', 'host'],
] as const;

interface Found {
  readonly kind: ScopeKind;
  readonly ref: string;
  readonly name: string;
}

/**
 * The whole estate, its vCenters where there are several, their datacenters, and in each its clusters and standalone hosts;
 * those in no datacenter that is known come last.
 */
export function scopesOf(estate: Estate, named: readonly NamedVcenter[]): Scopes {
  const children = childrenIn(INFRASTRUCTURE.map((type) => estate.table(type)));
  const list: Scope[] = [{ kind: 'whole', ref: undefined, name: '', parent: 0 }];
  const of = new Map<string, number[]>();
  const add = (found: Found, parent: number, below: ReadonlySet<string>): void => {
    const position = list.push({ ...found, parent }) - 1;
    for (const ref of below) {
      const known = of.get(ref);
      if (known) known.push(position);
      else of.set(ref, [position]);
    }
  };
  const datacenters = inOrder(estate, 'Datacenter', 'datacenter');
  const computes = KINDS.flatMap(([type, kind]) => inOrder(estate, type, kind));
  const addAll = (parent: number, isOwn: (ref: string) => boolean): void => {
    const placed = new Set<string>();
    for (const datacenter of datacenters.filter(({ ref }) => isOwn(ref))) {
      const below = allBelow(datacenter.ref, children);
      const position = list.length;
      add(datacenter, parent, below);
      for (const compute of computes) {
        if (!below.has(compute.ref) || placed.has(compute.ref)) continue;
        placed.add(compute.ref);
        add(compute, position, allBelow(compute.ref, children));
      }
    }
    for (const compute of computes) {
      if (isOwn(compute.ref) && !placed.has(compute.ref)) add(compute, parent, allBelow(compute.ref, children));
    }
  };
  const vcenters = new Map<string, number>();
  if (named.length < 2) addAll(0, () => true);
  else {
    for (const { key, label } of named) {
      // Its rows are told by their references, whatever they lie below.
      const position = list.push({ kind: 'vcenter', ref: rootOf(key), name: label, parent: 0 }) - 1;
      vcenters.set(key, position);
      addAll(position, isOf(key));
    }
  }
  return { list, of, vcenters };
}

/** The objects of a kind by their names, as people count; each once, however often it came. */
function inOrder(
  estate: Estate,
  type: 'Datacenter' | 'ClusterComputeResource' | 'ComputeResource',
  kind: ScopeKind,
): readonly Found[] {
  const table = estate.table(type);
  const found = new Map<string, Found & { readonly key: string }>();
  for (const [row, ref] of table.refs.entries()) {
    const cell = table.cell(row, 'name');
    const name = typeof cell === 'string' ? displayName(cell) : moIdOf(ref);
    found.set(ref, { kind, ref, name, key: naturalKey(name) });
  }
  return [...found.values()].toSorted((left, right) => (left.key < right.key ? -1 : left.key > right.key ? 1 : 0));
}
