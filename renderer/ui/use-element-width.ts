import { type RefObject, useEffect, useRef, useState } from 'react';

export interface MeasuredElement {
  readonly ref: RefObject<HTMLDivElement | null>;
  /** Width of its content in whole pixels; undefined until it is laid out. */
  readonly width: number | undefined;
}

/** Follows the width of an element. */
export function useElementWidth(): MeasuredElement {
  const ref = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState<number>();
  useEffect(() => {
    const element = ref.current;
    if (element === null) return;
    const observer = new ResizeObserver(([entry]) => {
      if (entry !== undefined) setWidth(Math.floor(entry.contentRect.width));
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return { ref, width };
}
