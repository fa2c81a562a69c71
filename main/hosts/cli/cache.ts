import { Command } from 'commander';
import type { CacheAmount, CacheEntry, CacheInfo } from '../../../shared/cache-view.ts';
import { HeapsphereError } from '../../../shared/errors.ts';
import { RESOURCE_LABELS } from '../../../shared/inventory.ts';
import { formatAgo, formatBytes, formatCount, formatDuration } from '../../../shared/units.ts';
import { type InventoryCache, openCache } from '../../open-cache.ts';
import { settingsFrom } from './setting-options.ts';
import type { Terminal } from './terminal.ts';
import { parseTypes } from './type-names.ts';

interface Options {
  readonly json?: boolean;
  readonly types?: string;
}

/** `cache stats`, `cache list` and `cache clear`: what is cached, and away with it. */
export function cacheCommand(terminal: Terminal): Command {
  const command = new Command('cache').description('look into the cache, or empty it');
  const json = ['--json', 'print one JSON object on standard output'] as const;
  command
    .command('stats')
    .description('backend, size, hits and advice')
    .option(...json)
    .action(({ json }: Options) =>
      withCache(terminal, async (cache) => show(terminal, json, await ready(cache), describeStats)),
    );
  command
    .command('list')
    .description('every kind of every vCenter that is cached')
    .option(...json)
    .action(({ json }: Options) =>
      withCache(terminal, async (cache) => {
        const { entries } = await ready(cache);
        show(terminal, json, { entries }, () => describeEntries(entries));
      }),
    );
  command
    .command('clear')
    .description('remove what is cached: everything, or these kinds')
    .option('--types <list>', 'these kinds only, comma separated')
    .option(...json)
    .action(({ json, types }: Options) =>
      withCache(terminal, async (cache) => show(terminal, json, await clear(cache, types), describeRemoved)),
    );
  return command;
}

async function withCache(terminal: Terminal, use: (cache: InventoryCache) => Promise<void>): Promise<void> {
  const { store, folder } = await settingsFrom({});
  for (const notice of store.notices) terminal.note(notice);
  const cache = await openCache({ settings: store.resolved.settings, folder, memoryTier: false });
  try {
    await use(cache);
  } finally {
    await cache.close();
  }
}

/** What the cache says of itself. Throws `cannot-connect` when it cannot be asked. */
async function ready(cache: InventoryCache): Promise<CacheInfo> {
  const info = await cache.info();
  if (info.state === 'ready') return info;
  throw new HeapsphereError({
    code: 'cannot-connect',
    message: info.problem?.message ?? `The cache at ${info.location} cannot be reached.`,
    action: info.problem?.action ?? 'Check the cache settings.',
  });
}

async function clear(cache: InventoryCache, types: string | undefined): Promise<CacheAmount> {
  await ready(cache);
  if (types === undefined) return cache.invalidate({});
  const removed = { entries: 0, chunks: 0, storedBytes: 0 };
  for (const type of parseTypes(types)) {
    const { entries, chunks, storedBytes } = await cache.invalidate({ type });
    removed.entries += entries;
    removed.chunks += chunks;
    removed.storedBytes += storedBytes;
  }
  return removed;
}

function show<T extends object>(
  terminal: Terminal,
  json: boolean | undefined,
  value: T,
  describe: (value: T) => string,
): void {
  terminal.result(json ? JSON.stringify(value) : describe(value));
}

function describeStats({ backend, location, memory, advice, entries }: CacheInfo): string {
  const raw = entries.reduce((sum, { rawBytes }) => sum + rawBytes, 0);
  const stored = entries.reduce((sum, { storedBytes }) => sum + storedBytes, 0);
  const rows = entries.reduce((sum, each) => sum + each.rows, 0);
  const share = raw === 0 ? '' : ` (${((100 * stored) / raw).toFixed(1)} %)`;
  const limit = memory.maxBytes === undefined ? '' : ` of ${formatBytes(memory.maxBytes)}`;
  const used = memory.usedBytes === undefined ? [] : [`in use    ${formatBytes(memory.usedBytes)}${limit}`];
  const policy = memory.policy === undefined ? [] : [`policy    ${memory.policy}`];
  return [
    `backend   ${backend}, ${location}`,
    `entries   ${formatCount(entries.length)}, ${formatCount(rows)} rows`,
    `rows      ${formatBytes(raw)}, stored as ${formatBytes(stored)}${share}`,
    ...used,
    ...policy,
    ...advice,
  ].join('\n');
}

function describeEntries(entries: readonly CacheEntry[]): string {
  if (entries.length === 0) return 'Nothing is cached.';
  const now = Date.now();
  return entries
    .toSorted((a, b) => a.vcenter.server.localeCompare(b.vcenter.server) || a.type.localeCompare(b.type))
    .map(({ vcenter, type, rows, storedBytes, collectedAt, freshUntil }) => {
      const state = freshUntil > now ? `fresh for ${formatDuration((freshUntil - now) / 1000)}` : 'stale';
      const columns = [
        RESOURCE_LABELS[type].padEnd(21),
        formatCount(rows).padStart(8),
        formatBytes(storedBytes).padStart(10),
      ];
      return `${columns.join(' ')}  ${formatAgo(collectedAt, now).padEnd(12)} ${state.padEnd(22)} ${vcenter.server}`;
    })
    .join('\n');
}

function describeRemoved({ entries, chunks, storedBytes }: CacheAmount): string {
  return `Removed ${formatCount(entries)} entries, ${formatCount(chunks)} chunks, ${formatBytes(storedBytes)}.`;
}
