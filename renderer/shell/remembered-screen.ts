import { useCallback, useState } from 'react';
import { SCREENS, type Screen } from './screens.ts';

const KEY = 'heapsphere.screen.v1';

/** The screen that was open when the page was last shown, so that a page that is loaded again goes on where it was. */
export function readScreen(storage: Pick<Storage, 'getItem'>): Screen {
  const stored = storage.getItem(KEY);
  return SCREENS.find((screen) => screen === stored) ?? 'inventory';
}

/** The screen that is open, remembered in this browser. */
export function useScreen(): readonly [Screen, (screen: Screen) => void] {
  const [screen, setScreen] = useState(() => readScreen(localStorage));
  const select = useCallback((next: Screen): void => {
    localStorage.setItem(KEY, next);
    setScreen(next);
  }, []);
  return [screen, select];
}
