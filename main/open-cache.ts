/** The cache for the door that looks into it without collecting. */
export { type InventoryCache, openCache } from './cache/inventory-cache.ts';
