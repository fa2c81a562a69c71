import { Button, SegmentedControl } from '@blueprintjs/core';
import { Pause, Play, ZoomOut } from '@blueprintjs/icons';
import { useStore } from 'zustand';
import { useServices } from '../shell/services.ts';
import { LeakButton } from './leak/leak-button.tsx';
import { WINDOW_MINUTES } from './memory-store.ts';
import { GarbageButton } from './tools/garbage-button.tsx';
import { RecordButton } from './tools/record-button.tsx';
import { SnapshotButton } from './tools/snapshot-button.tsx';

const WINDOW_OPTIONS = WINDOW_MINUTES.map((minutes) => ({ label: `${minutes} min`, value: String(minutes) }));

function TimeControls() {
  const { memory } = useServices();
  const minutes = useStore(memory.store, (state) => state.minutes);
  const paused = useStore(memory.store, (state) => state.pausedAt !== undefined);
  const zoomed = useStore(memory.store, (state) => state.zoom !== undefined);
  const setMinutes = (value: string): void => {
    const chosen = WINDOW_MINUTES.find((known) => String(known) === value);
    if (chosen !== undefined) memory.store.setState({ minutes: chosen, zoom: undefined });
  };
  return (
    <div className="hs-toolbar-end">
      {paused && <span className="hs-toolbar-count">paused, still recording</span>}
      {zoomed && (
        <Button size="small" icon={<ZoomOut size={14} />} text="Reset zoom" onClick={() => memory.zoomTo(undefined)} />
      )}
      <SegmentedControl
        aria-label="Time window"
        size="small"
        options={WINDOW_OPTIONS}
        value={String(minutes)}
        onValueChange={setMinutes}
      />
      <Button
        size="small"
        icon={paused ? <Play size={14} /> : <Pause size={14} />}
        text={paused ? 'Resume' : 'Pause'}
        onClick={() => memory.setPaused(!paused)}
      />
    </div>
  );
}

/** The tools that look into the heaps, and the stretch of time on screen. */
export function MemoryToolbar() {
  return (
    <div className="hs-toolbar">
      <h2>Memory</h2>
      <div className="hs-tools" role="toolbar" aria-label="Memory tools">
        <GarbageButton />
        <SnapshotButton />
        <RecordButton />
        <LeakButton />
      </div>
      <TimeControls />
    </div>
  );
}
