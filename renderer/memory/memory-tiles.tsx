import { useStore } from 'zustand';
import { formatBytes, formatCount } from '../../shared/units.ts';
import { useServices } from '../shell/services.ts';
import { visibleRange } from './memory-store.ts';
import { type Level, summarizeWindow } from './window-summary.ts';

function bytesText(value: number | undefined): string {
  return value === undefined ? '–' : formatBytes(value);
}

/** "842.5 ms"; from a second on "1.35 s". */
function pauseText(milliseconds: number): string {
  return milliseconds < 1000 ? `${milliseconds.toFixed(1)} ms` : `${(milliseconds / 1000).toFixed(2)} s`;
}

function Tile(props: { readonly label: string; readonly value: string; readonly note: string }) {
  return (
    <section className="hs-tile" aria-label={props.label}>
      <h3>{props.label}</h3>
      <p className="hs-tile-value">{props.value}</p>
      <p className="hs-tile-note">{props.note}</p>
    </section>
  );
}

function LevelTile(props: { readonly label: string; readonly level: Level; readonly note?: string }) {
  const { label, level, note = '' } = props;
  return <Tile label={label} value={bytesText(level.now)} note={`peak ${bytesText(level.peak)}${note}`} />;
}

function collectorNote(live: number): string {
  if (live === 0) return ', none running';
  return live === 1 ? '' : `, ${live} running`;
}

/** The figures of the stretch on screen. */
export function MemoryTiles() {
  const { memory } = useServices();
  const state = useStore(memory.store);
  const { rss, main, collectors, gc } = summarizeWindow(memory.recorder, visibleRange(state, memory.recorder.newest));
  return (
    <div className="hs-tiles">
      <LevelTile label="RSS" level={rss} />
      <LevelTile label="Main heap" level={main} />
      <LevelTile label="Collector heap" level={collectors} note={collectorNote(collectors.live)} />
      <Tile
        label="Garbage collections"
        value={formatCount(gc.forced + gc.natural)}
        note={`${formatCount(gc.forced)} forced, ${formatCount(gc.natural)} natural`}
      />
      <Tile label="GC pause" value={pauseText(gc.pauseMs)} note={`longest ${pauseText(gc.longestMs)}`} />
    </div>
  );
}
