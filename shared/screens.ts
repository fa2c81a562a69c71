/** The screens of the window, in the order of their tabs. */
export const SCREENS = ['overview', 'inventory', 'changes', 'memory', 'benchmark', 'cache', 'settings'] as const;
export type Screen = (typeof SCREENS)[number];

export const SCREEN_LABELS: Readonly<Record<Screen, string>> = {
  overview: 'Overview',
  inventory: 'Inventory',
  changes: 'Changes',
  memory: 'Memory',
  benchmark: 'Benchmark',
  cache: 'Cache',
  settings: 'Settings',
};
