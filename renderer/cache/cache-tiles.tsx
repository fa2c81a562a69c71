import { ProgressBar } from '@blueprintjs/core';
import type { CacheInfo } from '../../shared/cache-view.ts';
import { formatBytes, formatCount } from '../../shared/units.ts';
import { totalsOf } from './entry-groups.ts';
import { hitShare, ratioText } from './entry-text.ts';

function Tile(props: {
  readonly label: string;
  readonly value: string;
  readonly note: string;
  readonly share?: number;
}) {
  const { label, value, note, share } = props;
  return (
    <section className="hs-tile" aria-label={label}>
      <h3>{label}</h3>
      <p className="hs-tile-value">{value}</p>
      <p className="hs-tile-note">{note}</p>
      {share !== undefined && (
        <ProgressBar
          className="hs-tile-bar"
          value={Math.min(1, share)}
          stripes={false}
          intent={share > 0.9 ? 'warning' : 'primary'}
          aria-label={`${label}: ${Math.round(share * 100)} % of the limit`}
        />
      )}
    </section>
  );
}

function MemoryTile(props: { readonly info: CacheInfo }) {
  const { backend, memory } = props.info;
  const { usedBytes, maxBytes, policy } = memory;
  const limit = maxBytes === undefined ? 'no limit' : `of ${formatBytes(maxBytes)}`;
  return (
    <Tile
      label={backend === 'redis' ? 'Memory of the server' : 'Space on disk'}
      value={usedBytes === undefined ? '–' : formatBytes(usedBytes)}
      note={usedBytes === undefined ? 'not told' : policy === undefined ? limit : `${limit}, ${policy}`}
      {...(usedBytes === undefined || maxBytes === undefined ? {} : { share: usedBytes / maxBytes })}
    />
  );
}

function RowsTile(props: { readonly info: CacheInfo }) {
  const { entries, state } = props.info;
  const { rows, rawBytes, storedBytes } = totalsOf(entries);
  const label = 'Cached rows';
  if (state === 'unavailable') return <Tile label={label} value="–" note="not told" />;
  const sizes = `${formatBytes(rawBytes)} in ${formatBytes(storedBytes)}, ${ratioText(rawBytes, storedBytes)}`;
  return <Tile label={label} value={formatCount(rows)} note={rows === 0 ? 'nothing yet' : sizes} />;
}

function ReadsTile(props: { readonly reads: CacheInfo['reads'] }) {
  const { hits, misses } = props.reads;
  const share = hitShare(props.reads);
  const found = share === undefined ? '' : `, ${Math.round(share * 100)} % found`;
  return (
    <Tile
      label="Reads"
      value={`${formatCount(hits)} ${hits === 1 ? 'hit' : 'hits'}`}
      note={`${formatCount(misses)} ${misses === 1 ? 'miss' : 'misses'}${found}`}
    />
  );
}

/** The figures of the cache: what lies in it, and what it did since Heapsphere started. */
export function CacheTiles(props: { readonly info: CacheInfo }) {
  const { reads, writes } = props.info;
  return (
    <div className="hs-tiles">
      <RowsTile info={props.info} />
      <MemoryTile info={props.info} />
      <ReadsTile reads={reads} />
      <Tile
        label="Writes"
        value={`${formatCount(writes.stored)} stored`}
        note={`${formatCount(writes.unchanged)} unchanged, not written again`}
      />
      <Tile
        label="Errors"
        value={formatCount(reads.errors + writes.errors)}
        note={`${formatCount(reads.errors)} reading, ${formatCount(writes.errors)} writing`}
      />
    </div>
  );
}
