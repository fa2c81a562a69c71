import { useEffect, useRef, useState } from 'react';
import { useStore } from 'zustand';
import type { CollectionSource, Envelope } from '../../shared/contract.ts';
import type { ErrorData } from '../../shared/errors.ts';
import { hasBegun, isRunning } from '../shell/collection-store.ts';
import { useServices } from '../shell/services.ts';

export interface Starting {
  /** From the start until the server let us in or refused. */
  readonly busy: boolean;
  readonly error: ErrorData | undefined;
  setError(error: ErrorData | undefined): void;
  /** @param keepOpen whether the vCenters that are open stay beside the new one */
  start(source: CollectionSource, keepOpen: boolean): Promise<void>;
  /** Starts a collection by another request. */
  run(ask: () => Promise<Envelope<{ readonly collectionId: string }>>, keepOpen: boolean): Promise<void>;
  /** Gives up a start that is under way. */
  abandon(): void;
}

/** Starts a collection and waits for the server's word; `begun` is called once rows are on their way. */
export function useStart(begun: () => void): Starting {
  const { bridge, collections } = useServices();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<ErrorData>();
  const [collectionId, setCollectionId] = useState<string>();
  const newest = useStore(collections.store, (state) => state.newest);
  const started = newest?.id === collectionId ? newest : undefined;
  const settled = started !== undefined && (hasBegun(started) || !isRunning(started.phase));
  const phase = started?.phase;
  const failure = started?.error;
  // Counts starts and their abandonment, since one may be given up before main told the collection's id.
  const attempt = useRef(0);

  useEffect(() => {
    if (!settled || phase === 'cancelling') return;
    setBusy(false);
    setCollectionId(undefined);
    if (phase === 'failed') setError(failure);
    else if (phase !== 'cancelled') begun();
  }, [settled, phase, failure, begun]);

  const cancel = (id: string): void => void bridge.requests['collection:cancel']({ collectionId: id });

  const run: Starting['run'] = async (ask, keepOpen) => {
    attempt.current += 1;
    const own = attempt.current;
    setBusy(true);
    setError(undefined);
    const envelope = await ask();
    const abandoned = own !== attempt.current;
    if (envelope.ok) {
      if (abandoned) cancel(envelope.value.collectionId);
      else {
        collections.replaceBy(keepOpen ? undefined : envelope.value.collectionId);
        setCollectionId(envelope.value.collectionId);
      }
    } else if (!abandoned) {
      setBusy(false);
      setError(envelope.error);
    }
  };

  return {
    busy,
    error,
    setError,
    run,
    start: (source, keepOpen) => run(() => bridge.requests['collection:start']({ source }), keepOpen),
    abandon() {
      attempt.current += 1;
      collections.replaceBy(undefined);
      if (collectionId !== undefined) cancel(collectionId);
      setBusy(false);
    },
  };
}
