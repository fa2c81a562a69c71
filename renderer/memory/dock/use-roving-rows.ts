import { type KeyboardEvent, type RefObject, useRef } from 'react';

export interface RovingRows {
  readonly bodyRef: RefObject<HTMLTableSectionElement | null>;
  onKeyDown(event: KeyboardEvent): void;
}

/** Arrow keys, Home and End move the focus along the buttons of a table's rows, so that Tab passes all of them at once. */
export function useRovingRows(): RovingRows {
  const bodyRef = useRef<HTMLTableSectionElement>(null);
  return {
    bodyRef,
    onKeyDown(event) {
      const buttons = [...(bodyRef.current?.querySelectorAll<HTMLElement>('th button') ?? [])];
      const { activeElement } = document;
      const current = activeElement instanceof HTMLElement ? buttons.indexOf(activeElement) : -1;
      const targets: Readonly<Record<string, number>> = {
        ArrowDown: current + 1,
        ArrowUp: current - 1,
        Home: 0,
        End: buttons.length - 1,
      };
      const next = buttons[targets[event.key] ?? -1];
      if (next === undefined) return;
      event.preventDefault();
      next.focus();
    },
  };
}
