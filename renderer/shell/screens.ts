export const SCREENS = ['inventory', 'memory', 'cache', 'settings'] as const;
export type Screen = (typeof SCREENS)[number];

export const SCREEN_LABELS: Readonly<Record<Screen, string>> = {
  inventory: 'Inventory',
  memory: 'Memory',
  cache: 'Cache',
  settings: 'Settings',
};
