import { Button } from '@blueprintjs/core';
import { Refresh } from '@blueprintjs/icons';
import { useStore } from 'zustand';
import { isRunning } from './collection-store.ts';
import { useServices } from './services.ts';

/** Reads the estate on screen once more, with the settings as they are now. Nothing while there is none. */
export function CollectAgain() {
  const { collections, repeat } = useServices();
  const phase = useStore(collections.store, (state) => state.current?.phase);
  const busy = useStore(repeat.store, (state) => state.busy);
  if (phase === undefined) return null;
  return (
    <Button
      size="small"
      variant="outlined"
      icon={<Refresh size={14} />}
      text="Collect again"
      loading={busy}
      disabled={isRunning(phase)}
      onClick={() => void repeat.start()}
    />
  );
}
