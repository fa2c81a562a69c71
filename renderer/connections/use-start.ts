import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import type { CollectionSource } from '../../shared/contract.ts';
import type { ErrorData } from '../../shared/errors.ts';
import { useServices } from '../shell/services.ts';

export interface Starting {
  /** From the start until the server let us in or refused. */
  readonly busy: boolean;
  readonly error: ErrorData | undefined;
  setError(error: ErrorData | undefined): void;
  start(source: CollectionSource): Promise<void>;
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
  const phase = started?.phase;
  const failure = started?.error;

  useEffect(() => {
    if (phase === undefined || phase === 'connecting' || phase === 'cancelling') return;
    setBusy(false);
    setCollectionId(undefined);
    if (phase === 'failed') setError(failure);
    else if (phase !== 'cancelled') begun();
  }, [phase, failure, begun]);

  return {
    busy,
    error,
    setError,
    async start(source) {
      setBusy(true);
      setError(undefined);
      const envelope = await bridge.requests['collection:start']({ source });
      if (envelope.ok) {
        setCollectionId(envelope.value.collectionId);
        return;
      }
      setBusy(false);
      setError(envelope.error);
    },
    abandon() {
      if (collectionId !== undefined) void bridge.requests['collection:cancel']({ collectionId });
      setBusy(false);
    },
  };
}
