import { useEffect, useState } from 'react';
import { useServices } from '../../shell/services.ts';
import { nextFrame } from '../../ui/frame.ts';
import { EstateSearch, type SearchGroup } from './estate-search.ts';

/** Longest time spent on searching within one frame, in milliseconds. */
const LOOK_MS = 12;

export interface SearchResult {
  readonly groups: readonly SearchGroup[];
  /** Whether all rows were looked at. */
  readonly done: boolean;
}

const NOTHING: SearchResult = { groups: [], done: true };

/** Searches the estate on screen for a text, a slice in every frame. */
export function useEstateSearch(text: string): SearchResult {
  const { inventory } = useServices();
  const [result, setResult] = useState(NOTHING);
  useEffect(() => {
    const search = new EstateSearch(inventory.estate, text);
    let current = true;
    const step = (): void => {
      if (!current) return;
      const done = search.look(performance.now() + LOOK_MS);
      // Hits that move while they are chosen from would be chosen by mistake: they are shown when all are known.
      if (done) setResult({ groups: search.groups, done });
      else nextFrame(step);
    };
    setResult((before) => ({ ...before, done: false }));
    step();
    return () => {
      current = false;
    };
  }, [inventory, text]);
  return result;
}
