import { useEffect, useState } from 'react';
import { flushSync } from 'react-dom';
import { inTurn } from '../ui/frame.ts';
import type { MemoryState, MemoryStore } from './memory-store.ts';

/**
 * What the memory screen shows, for the parts of a picture beside the charts: at once what the operator changed, and in a
 * frame of its own what was recorded.
 */
export function usePicture(store: MemoryStore): MemoryState {
  const [shown, show] = useState(() => store.getState());
  useEffect(() => {
    const showNow = (): void => show(store.getState());
    // Within the frame: later, it would be drawn together with a chart.
    const turn = inTurn(() => flushSync(showNow));
    showNow();
    const end = store.subscribe((now, before) => {
      if (now.revision === before.revision) showNow();
      else turn.request();
    });
    return () => {
      turn.end();
      end();
    };
  }, [store]);
  return shown;
}
