export const SCREENS = ['inventory', 'memory', 'settings'] as const;
export type Screen = (typeof SCREENS)[number];

export const SCREEN_LABELS: Readonly<Record<Screen, string>> = {
  inventory: 'Inventory',
  memory: 'Memory',
  settings: 'Settings',
};
