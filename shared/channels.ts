/** Names only, so that the preload can build its bridge without carrying the schemas. contract.ts gives each its types. */

/** The renderer asks, main answers once. */
export const REQUEST_NAMES = [
  'app:info',
  'settings:list',
  'settings:update',
  'attributes:list',
  'attributes:update',
  'connection:probe',
  'collection:list',
  'collection:start',
  'collection:repeat',
  'collection:cancel',
  'inventory:open',
  'inventory:credit',
  'inventory:close',
  'memory:history',
  'cache:info',
  'cache:chunk',
  'cache:measure',
  'cache:invalidate',
] as const;
export type RequestName = (typeof REQUEST_NAMES)[number];

/** Main tells, whenever it happens, as long as somebody listens. */
export const PUSH_NAMES = ['collection:changed', 'inventory:chunk', 'memory:tick'] as const;
export type PushName = (typeof PUSH_NAMES)[number];
