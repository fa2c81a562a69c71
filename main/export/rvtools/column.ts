import type { SheetCell } from '../xlsx/cell-xml.ts';
import type { Places } from './places.ts';
import type { RowView } from './row-view.ts';
import type { Tallies } from './tallies.ts';

/** What every row of every sheet can draw on. */
export interface Estate {
  readonly places: Places;
  readonly tallies: Tallies;
  readonly server: ServerFacts;
}

/** Where rows come from, as each of them says in its last columns. */
export interface ServerFacts {
  readonly address: string;
  /** Product and version, as the server calls itself. */
  readonly product: string;
  readonly apiVersion: string;
  readonly instanceUuid: string;
}

/** One row of a sheet: an object of the inventory, and for sheets of parts (disks, NICs, snapshots) the part. */
export interface Subject<Part = undefined> {
  readonly row: RowView;
  readonly part: Part;
}

/** A column of a sheet, titled as RVTools 4 titles it. */
export type Column<S> = readonly [title: string, value: (subject: S, estate: Estate) => SheetCell];

/** Columns that end nearly every sheet. */
export function serverColumns<S>(): readonly Column<S>[] {
  return [
    ['VI SDK Server', (_, { server }) => server.address],
    ['VI SDK UUID', (_, { server }) => server.instanceUuid],
  ];
}

/** moId of a reference "Type:moId". */
export function idOf(ref: string): string {
  return ref.slice(ref.indexOf(':') + 1);
}

/** Colour of an object's state. */
export function statusOf({ row }: Subject<unknown>): string | undefined {
  return row.text('overallStatus');
}
