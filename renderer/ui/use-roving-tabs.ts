import { type KeyboardEvent, type RefObject, useRef } from 'react';

const STEPS: Readonly<Record<'horizontal' | 'vertical', Readonly<Record<string, number>>>> = {
  horizontal: { ArrowLeft: -1, ArrowRight: 1 },
  vertical: { ArrowUp: -1, ArrowDown: 1 },
};

export interface RovingTabs {
  readonly listRef: RefObject<HTMLDivElement | null>;
  onKeyDown(event: KeyboardEvent): void;
}

/**
 * Arrow keys, Home and End within a tab list, as the ARIA tabs pattern has it: the tab that gets the focus is shown.
 * `select` is called with the index of a tab in document order.
 */
export function useRovingTabs(orientation: 'horizontal' | 'vertical', select: (index: number) => void): RovingTabs {
  const listRef = useRef<HTMLDivElement>(null);
  return {
    listRef,
    onKeyDown(event) {
      const tabs = [...(listRef.current?.querySelectorAll<HTMLElement>('[role=tab]') ?? [])];
      const { activeElement } = document;
      const current = activeElement instanceof HTMLElement ? tabs.indexOf(activeElement) : -1;
      const step = STEPS[orientation][event.key];
      let next: number;
      if (step !== undefined) next = (current + step + tabs.length) % tabs.length;
      else if (event.key === 'Home') next = 0;
      else if (event.key === 'End') next = tabs.length - 1;
      else return;
      event.preventDefault();
      tabs[next]?.focus();
      select(next);
    },
  };
}
