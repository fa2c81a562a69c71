import { Button } from '@blueprintjs/core';
import { Refresh } from '@blueprintjs/icons';
import { useStore } from 'zustand';
import { canResume, isRunning } from './collection-store.ts';
import { useServices } from './services.ts';

/**
 * Reads the estate on screen once more, with the settings as they are now, or only what a collection that ended early has
 * left out. Nothing while there is no collection.
 */
export function CollectAgain() {
  const { collections, repeat } = useServices();
  const phase = useStore(collections.store, (state) => state.current?.phase);
  const resumable = useStore(collections.store, ({ current }) => current !== undefined && canResume(current));
  const finished = useStore(collections.store, (state) => state.current?.finished.length ?? 0);
  const busy = useStore(repeat.store, (state) => state.busy);
  if (phase === undefined) return null;
  return (
    <>
      {resumable && (
        <Button
          size="small"
          variant="outlined"
          text="Resume"
          title={`Reads what is missing; ${finished === 1 ? '1 whole kind comes' : `${finished} whole kinds come`} from the cache.`}
          disabled={busy}
          onClick={() => void repeat.start(true)}
        />
      )}
      <Button
        size="small"
        variant="outlined"
        icon={<Refresh size={14} />}
        text="Collect again"
        loading={busy}
        disabled={isRunning(phase)}
        onClick={() => void repeat.start()}
      />
    </>
  );
}
