import { useEffect, useState } from 'react';
import type { StoreApi } from 'zustand/vanilla';

/**
 * A number that grows when a store has changed, at most so often: for what is too dear, or would be too restless, to
 * follow every change. Stands still while `held`.
 */
export function useSlowly(store: StoreApi<unknown>, intervalMs: number, held: boolean): number {
  const [revision, setRevision] = useState(0);
  useEffect(() => {
    if (held) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const end = store.subscribe(() => {
      timer ??= setTimeout(() => {
        timer = undefined;
        setRevision((before) => before + 1);
      }, intervalMs);
    });
    return () => {
      end();
      clearTimeout(timer);
    };
  }, [store, intervalMs, held]);
  return revision;
}
