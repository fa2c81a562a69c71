import { useEffect, useReducer } from 'react';

/** Renders again every so many milliseconds while `active`; for texts that depend on the time of day. */
export function useTicking(intervalMs: number, active: boolean): void {
  const [, tick] = useReducer((count: number) => count + 1, 0);
  useEffect(() => {
    if (!active) return;
    const timer = setInterval(tick, intervalMs);
    return () => clearInterval(timer);
  }, [intervalMs, active]);
}
