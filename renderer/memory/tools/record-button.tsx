import { Button, Popover } from '@blueprintjs/core';
import { Flame, Stop } from '@blueprintjs/icons';
import { useState } from 'react';
import { useStore } from 'zustand';
import { useServices } from '../../shell/services.ts';
import { RecordForm } from './record-form.tsx';
import { RecordingTime } from './recording-time.tsx';

/** Starts recording where an isolate allocates, or ends it and shows what was found. */
export function RecordButton() {
  const { memory, memoryTools } = useServices();
  const recording = useStore(memoryTools.store, (state) => state.tools?.recording);
  const stopping = useStore(memoryTools.store, (state) => state.recorded.phase === 'busy');
  const [open, setOpen] = useState(false);
  if (recording !== undefined || stopping) {
    const stop = (): void => {
      setOpen(false);
      memory.openDock('allocations');
      void memoryTools.stopRecording();
    };
    return (
      <Button
        size="small"
        intent="danger"
        icon={<Stop size={14} />}
        aria-label="Stop recording"
        loading={stopping}
        onClick={stop}
      >
        Stop recording {recording?.isolate}{' '}
        <span className="hs-recording-time">{recording && <RecordingTime since={recording.since} />}</span>
      </Button>
    );
  }
  return (
    <Popover isOpen={open} placement="bottom-start" onInteraction={setOpen} content={<RecordForm />}>
      <Button size="small" icon={<Flame size={14} />} text="Record allocations…" />
    </Popover>
  );
}
