import { formatBytes, formatCount } from '../../../shared/units.ts';
import { BranchTile } from '../../hierarchy/branch-tile.tsx';
import { useServices } from '../../shell/services.ts';
import { millisecondsText } from '../cost-text.ts';
import { visibleRange } from '../memory-store.ts';
import { usePicture } from '../use-picture.ts';
import { type Level, summarizeWindow, type WindowSummary } from '../window-summary.ts';
import { BudgetTile } from './budget-tile.tsx';
import { Tile } from './tile.tsx';

function bytesText(value: number | undefined): string {
  return value === undefined ? '–' : formatBytes(value);
}

function levelNote({ peak }: Level): string {
  return `peak ${bytesText(peak)}`;
}

function LevelTile(props: { readonly label: string; readonly level: Level; readonly note?: string }) {
  const { label, level, note = levelNote(level) } = props;
  return <Tile label={label} value={bytesText(level.now)} note={note} />;
}

function collectorNote({ live, ...level }: WindowSummary['collectors']): string {
  if (live === 0) return `${levelNote(level)}, none running`;
  // The value is the sum of all; the peak would seem to be below it.
  return live === 1 ? levelNote(level) : `${live} running, single ${levelNote(level)}`;
}

function delayText(value: number | undefined): string {
  return value === undefined ? '–' : millisecondsText(value);
}

function delayNote({ longest }: WindowSummary['loopDelay']): string {
  return longest === undefined ? 'not told' : `longest ${millisecondsText(longest.ms)}, ${longest.isolate}`;
}

/** The figures of the stretch on screen. */
export function MemoryTiles() {
  const { memory } = useServices();
  const state = usePicture(memory.store);
  const range = visibleRange(state, memory.recorder.newest);
  const { rss, main, collectors, gc, loopDelay } = summarizeWindow(memory.recorder, range);
  return (
    <div className="hs-tiles">
      <LevelTile label="RSS" level={rss} />
      <LevelTile label="Main heap" level={main} />
      <LevelTile label="Collector heap" level={collectors} note={collectorNote(collectors)} />
      <BudgetTile />
      <Tile label="Event loop delay" value={delayText(loopDelay.now)} note={delayNote(loopDelay)} />
      <Tile
        label="Garbage collections"
        value={formatCount(gc.forced + gc.natural)}
        note={`${formatCount(gc.forced)} forced, ${formatCount(gc.natural)} natural`}
      />
      <Tile label="GC pause" value={millisecondsText(gc.pauseMs)} note={`longest ${millisecondsText(gc.longestMs)}`} />
      <BranchTile />
    </div>
  );
}
