import { Classes } from '@blueprintjs/core';
import { createStore, type StoreApi } from 'zustand/vanilla';

export const THEME_CHOICES = ['system', 'light', 'dark'] as const;
export type ThemeChoice = (typeof THEME_CHOICES)[number];

export interface ThemeState {
  readonly choice: ThemeChoice;
  /** What is drawn: the choice, or what the system prefers. */
  readonly dark: boolean;
}

export type ThemeStore = StoreApi<ThemeState>;

const STORAGE_KEY = 'heapsphere.theme';

function remembered(): ThemeChoice {
  const stored = localStorage.getItem(STORAGE_KEY);
  return THEME_CHOICES.find((choice) => choice === stored) ?? 'system';
}

/** The window's theme: remembered between runs, following the system unless chosen, and applied to the page. */
export function createThemeStore(): ThemeStore {
  const system = matchMedia('(prefers-color-scheme: dark)');
  const isDark = (choice: ThemeChoice): boolean => (choice === 'system' ? system.matches : choice === 'dark');
  const choice = remembered();
  const store = createStore<ThemeState>(() => ({ choice, dark: isDark(choice) }));
  const apply = ({ dark }: ThemeState): void => {
    document.body.classList.toggle(Classes.DARK, dark);
    document.documentElement.dataset.theme = dark ? 'dark' : 'light';
  };
  apply(store.getState());
  store.subscribe(apply);
  system.addEventListener('change', () => store.setState((state) => ({ dark: isDark(state.choice) })));
  return store;
}

/** Changes the theme and remembers it. */
export function chooseTheme(store: ThemeStore, choice: ThemeChoice): void {
  localStorage.setItem(STORAGE_KEY, choice);
  const system = matchMedia('(prefers-color-scheme: dark)').matches;
  store.setState({ choice, dark: choice === 'system' ? system : choice === 'dark' });
}
