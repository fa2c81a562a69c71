import { Dice } from '../estate/dice.ts';
import type { Estate } from '../estate/shape.ts';

export interface HostCondition {
  readonly connectionState: 'connected' | 'disconnected' | 'notResponding';
  readonly inMaintenanceMode: boolean;
}

const CONNECTED: HostCondition = { connectionState: 'connected', inMaintenanceMode: false };
const MAINTENANCE: HostCondition = { connectionState: 'connected', inMaintenanceMode: true };
const DISCONNECTED: HostCondition = { connectionState: 'disconnected', inMaintenanceMode: false };
const SILENT: HostCondition = { connectionState: 'notResponding', inMaintenanceMode: false };

/** How a host is doing; its machines take part in it. The first host is always well, so that small estates live. */
export function hostConditionOf(estate: Estate, host: number): HostCondition {
  const roll = new Dice(estate.seed, 31, host).below(1, 1000);
  if (host === 0 || roll >= 36) return CONNECTED;
  if (roll < 20) return MAINTENANCE;
  return roll < 28 ? DISCONNECTED : SILENT;
}
