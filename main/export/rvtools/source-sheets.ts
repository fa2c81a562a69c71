import { collectedAt, isComplete } from '../../../shared/collected-rows.ts';
import type { CollectionState } from '../../../shared/contract.ts';
import type { MissingReport } from '../../../shared/inventory.ts';
import type { SheetCell } from '../xlsx/cell-xml.ts';
import type { ServerFacts } from './column.ts';

/** A sheet of one row, as titles and values. */
export type Facts = readonly (readonly [title: string, value: SheetCell])[];

/** Where the rows come from, as far as the collection knows by now. */
export function serverFacts({ source, about }: CollectionState): ServerFacts {
  return {
    address: hostOf(source.server),
    product: about?.name ?? '',
    apiVersion: about?.apiVersion ?? '',
    instanceUuid: about?.instanceUuid ?? '',
  };
}

function hostOf(server: string): string {
  return URL.canParse(server) ? new URL(server).host : server;
}

/** The vCenter itself. */
export function vSource({ address, product, apiVersion, instanceUuid }: ServerFacts): Facts {
  return [
    ['Name', address],
    ['API version', apiVersion],
    ['Fullname', product],
    ['VI SDK Server', address],
    ['VI SDK UUID', instanceUuid],
  ];
}

/** The file itself: when its rows were collected, by what, and whether any are missing. */
export function vMetaData(state: CollectionState, { address }: ServerFacts, program: string): Facts {
  return [
    ['Created by', program],
    ['xlsx creation datetime', new Date()],
    ['Collected', new Date(collectedAt(state))],
    ['Server', address],
    ['Complete', isComplete(state)],
    ['Missing', missingText(state.missing)],
  ];
}

/** One sentence per kind and cause, however many properties it concerns. */
function missingText(missing: readonly MissingReport[]): string {
  const groups = Map.groupBy(missing, ({ type, reason, count }) => `${type}, ${reason}, ${count} objects`);
  return [...groups].map(([cause, reports]) => `${cause}: ${reports.map(({ path }) => path).join(', ')}`).join('; ');
}
