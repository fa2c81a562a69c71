import { Dice } from '../estate/dice.ts';
import { reference } from '../estate/kinds.ts';
import type { Estate } from '../estate/shape.ts';

/** A switch is known by its UUID wherever a port of it is named. */
export function switchUuid(estate: Estate, index: number): string {
  const hex = `50${new Dice(estate.seed, 42, index).uuid(1).replaceAll('-', '').slice(2)}`;
  const pairs = hex.match(/../g) ?? [];
  return `${pairs.slice(0, 8).join(' ')}-${pairs.slice(8).join(' ')}`;
}

/** A port group's key is its managed object id. */
export function portgroupKey(index: number): string {
  return reference('portgroup', index).id;
}
