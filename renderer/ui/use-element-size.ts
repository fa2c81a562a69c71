import { type RefObject, useEffect, useRef, useState } from 'react';

export interface ElementSize {
  readonly width: number;
  readonly height: number;
}

/** Size of an element in CSS pixels, followed for as long as it is there; undefined before the first layout. */
export function useElementSize<T extends Element>(): readonly [RefObject<T | null>, ElementSize | undefined] {
  const ref = useRef<T>(null);
  const [size, setSize] = useState<ElementSize>();
  useEffect(() => {
    const element = ref.current;
    if (element === null) return;
    const observer = new ResizeObserver(([entry]) => {
      if (entry !== undefined) setSize({ width: entry.contentRect.width, height: entry.contentRect.height });
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return [ref, size];
}
