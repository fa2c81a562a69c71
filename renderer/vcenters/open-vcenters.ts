import type { CollectionState } from '../../shared/contract.ts';
import { hasBegun, vcenterIdentity } from '../../shared/open-vcenters.ts';
import { vcenterKey } from '../inventory/qualified-ref.ts';

/** A vCenter whose rows are on screen. */
export interface OpenVcenter {
  /** Qualifies its references; stays the same while it is open. */
  readonly key: string;
  /** What makes another collection one of the same vCenter. */
  readonly identity: string;
  /** What it is called; no two of the open ones are called the same. */
  readonly label: string;
  /** The collection whose rows are on screen. */
  readonly collection: CollectionState;
}

function entry(
  collection: CollectionState,
  identity: string,
  others: readonly OpenVcenter[],
  known?: OpenVcenter,
): OpenVcenter {
  const key = known?.key ?? vcenterKey(identity, new Set(others.map((other) => other.key)));
  const { label } = collection.source;
  // Rows carry it: it stays for as long as it is told the same.
  if (known?.collection.source.label === label) return { key, identity, label: known.label, collection };
  const isTaken = others.some((other) => other.label === label);
  return { key, identity, label: isTaken ? `${label} (${key})` : label, collection };
}

function put(open: readonly OpenVcenter[], place: OpenVcenter, collection: CollectionState): readonly OpenVcenter[] {
  const others = open.filter((each) => each !== place);
  return open.map((each) => (each === place ? entry(collection, place.identity, others, place) : each));
}

/**
 * The open vCenters after hearing of a collection. One that delivers takes the place of an older one of the same vCenter,
 * or comes beside those of others; until then, and when its login is refused, what is on screen stays. While there is
 * nothing on screen, one that connects is shown too.
 */
export function withHeard(open: readonly OpenVcenter[], heard: CollectionState): readonly OpenVcenter[] {
  const own = open.find(({ collection }) => collection.id === heard.id);
  if (own !== undefined && hasBegun(own.collection)) return put(open, own, heard);
  const identity = vcenterIdentity(heard);
  const same = open.find((each) => each !== own && each.identity === identity);
  const others = open.filter((each) => each !== own);
  if (same !== undefined) {
    if (same.collection.startedAt > heard.startedAt) return others;
    if (hasBegun(heard) || !hasBegun(same.collection)) return put(others, same, heard);
    return own === undefined ? open : put(open, own, heard);
  }
  if (own !== undefined) {
    return open.map((each) => (each === own ? entry(heard, identity, others, own) : each));
  }
  if (!hasBegun(heard)) {
    const couldNot = open.every(({ collection }) => isOver(collection) && !hasBegun(collection));
    return couldNot ? [entry(heard, identity, [])] : open;
  }
  const stay = open.filter(({ collection }) => hasBegun(collection) || !isOver(collection));
  return [...stay, entry(heard, identity, stay)];
}

/**
 * The open vCenters out of all collections that main has, whatever was open before.
 * @param heard collections that main told of while it made the list, which may lack them
 */
export function withList(
  open: readonly OpenVcenter[],
  list: readonly CollectionState[],
  heard: ReadonlySet<string> = new Set(),
): readonly OpenVcenter[] {
  const known = new Set([...list.map(({ id }) => id), ...heard]);
  const left = open.filter(({ collection }) => known.has(collection.id));
  return list.toSorted((a, b) => a.startedAt - b.startedAt).reduce(withHeard, left);
}

function isOver({ endedAt, phase }: CollectionState): boolean {
  return endedAt !== undefined || phase === 'failed' || phase === 'cancelled';
}

/** Whether a collection reads what another one read, as the same account. */
export function isSameSource(a: CollectionState, b: CollectionState): boolean {
  return a.source.label === b.source.label && a.source.user === b.source.user;
}

/** What to say when a vCenter was reached in another way than before; undefined when it was not. */
export function sameVcenterText(before: CollectionState, now: CollectionState): string | undefined {
  if (before.id === now.id || isSameSource(before, now)) return undefined;
  const { source, about } = now;
  const uuid = about?.instanceUuid ? ` (instance UUID ${about.instanceUuid})` : '';
  return `${source.label} as ${source.user} is the same vCenter as ${before.source.label} as ${before.source.user}${uuid}: its rows have replaced those from before.`;
}
