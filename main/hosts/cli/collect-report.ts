import { collectedAt, isComplete } from '../../../shared/collected-rows.ts';
import type { CollectionState } from '../../../shared/contract.ts';
import { type MissingReport, RESOURCE_LABELS, RESOURCE_TYPES, type ResourceType } from '../../../shared/inventory.ts';
import type { SettingView } from '../../../shared/settings.ts';
import { formatAgo, formatBytes, formatCount, formatDuration } from '../../../shared/units.ts';
import { peakRssBytes } from '../../peak-rss.ts';

/** The one JSON object of `collect --json`. */
export function collectReport(
  state: CollectionState,
  types: readonly ResourceType[],
  settings: readonly SettingView[],
): Record<string, unknown> {
  const objects = Object.fromEntries(types.map((type) => [type, state.counts[type] ?? 0]));
  return {
    server: state.source.server,
    instanceUuid: state.about?.instanceUuid ?? '',
    apiVersion: state.about?.apiVersion ?? '',
    objects,
    total: state.rows,
    seconds: seconds(state),
    bytesReceived: state.bytesReceived,
    requests: state.requests,
    retries: state.retries,
    batches: state.chunks,
    peakRssBytes: peakRssBytes(),
    collector: {
      heapPeakBytes: state.collector.heapPeakBytes,
      heapEndBytes: state.collector.heapEndBytes,
      gc: state.collector.gc,
    },
    cache: { ...state.cache, rawBytes: state.rawBytes, storedBytes: state.storedBytes },
    ...(state.profile ? { profile: state.profile } : {}),
    settings: Object.fromEntries(settings.map(({ name, value }) => [name, value])),
    missing: state.missing,
    ...(state.advice ? { advice: state.advice } : {}),
    phase: state.phase,
    ...(state.error ? { error: state.error } : {}),
  };
}

/** A table for people. */
export function describeCollection(state: CollectionState): string {
  const lines = RESOURCE_TYPES.filter((type) => (state.counts[type] ?? 0) > 0).map(
    (type) => `  ${RESOURCE_LABELS[type].padEnd(22)}${formatCount(state.counts[type] ?? 0).padStart(9)}`,
  );
  const rate = state.rows / Math.max(seconds(state), 0.001);
  lines.push(
    `  ${'Total'.padEnd(22)}${formatCount(state.rows).padStart(9)}`,
    '',
    `${formatDuration(seconds(state))}, ${formatCount(Math.round(rate))} objects/s, ${formatBytes(state.bytesReceived)} received in ${formatCount(state.requests)} requests`,
    `${formatBytes(state.rawBytes)} of rows, ${formatBytes(state.storedBytes)} stored; collector heap peak ${formatBytes(state.collector.heapPeakBytes)}; process peak ${formatBytes(peakRssBytes())}`,
  );
  lines.push(...describeCache(state), ...describeMissing(state.missing));
  return lines.join('\n');
}

/** That the rows are old ones, when they are; undefined when they are not. */
export function describeStale({ cache, rows }: CollectionState): string | undefined {
  if (!cache.stale || rows === 0) return undefined;
  return `vCenter cannot be reached: these rows are what was cached${ageOf(cache)}.`;
}

/** What is in a file, how old it is, and whether everything is there. */
export function describeFile(state: CollectionState, types: readonly ResourceType[], path: string): string {
  const at = collectedAt(state, types);
  const age = `read from vCenter at ${new Date(at).toISOString()} (${formatAgo(at, Date.now())})`;
  const isCached = types.some((type) => state.cache.collectedAt[type] !== undefined);
  const rows = `Wrote ${formatCount(state.rows)} objects to ${path}, ${isCached ? 'the oldest ' : ''}${age}`;
  if (isComplete(state, types)) return `${rows}.`;
  return `${rows}; not complete: ${state.cache.stale ? 'vCenter cannot be reached' : 'see what is missing'}.`;
}

function ageOf({ collectedAt }: CollectionState['cache']): string {
  const oldest = Math.min(...Object.values(collectedAt));
  return Number.isFinite(oldest) ? `, collected ${formatAgo(oldest, Date.now())}` : '';
}

/** What the cache did, when there was one to do something. */
function describeCache({ cache }: CollectionState): string[] {
  const { backend, hits, written, unchanged, problem } = cache;
  if (backend === 'none') return [];
  const age = ageOf(cache);
  const lines = [
    `cache (${backend}): ${formatCount(hits)} chunks read${age}; ${formatCount(written)} written, ${formatCount(unchanged)} unchanged`,
  ];
  if (problem !== undefined) lines.push(`cache left alone: ${problem}`);
  return lines;
}

/** One line per kind and cause, however many properties it concerns. */
function describeMissing(missing: readonly MissingReport[]): string[] {
  const groups = Map.groupBy(missing, ({ type, reason, count }) => `${type}, ${reason}, ${formatCount(count)}`);
  return [...groups].map(([, reports]) => {
    const [first] = reports;
    if (!first) return '';
    const what = first.path === '*' ? 'objects' : reports.map(({ path }) => path).join(', ');
    const objects = first.refs.length > 0 ? ` of ${formatCount(first.count)} objects` : '';
    return `missing: ${RESOURCE_LABELS[first.type]}${objects}, ${first.reason}: ${what}`;
  });
}

function seconds({ startedAt, endedAt }: CollectionState): number {
  return ((endedAt ?? Date.now()) - startedAt) / 1000;
}
