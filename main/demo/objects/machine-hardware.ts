import { networkName, opaqueNetworkName, portgroupName } from '../estate/infrastructure-names.ts';
import { portgroupOfCompute } from '../estate/placement.ts';
import type { MachineFacts } from './machine-facts.ts';

export const GIGABYTE = 1024 ** 3;
export const MEGABYTE = 1024 ** 2;

const FIRST_DISK_QUESTION = 120;
const FIRST_CARD_QUESTION = 160;
const DISK_GB = [16, 20, 32, 40, 40, 60, 80, 100, 100, 200, 500, 1024, 2048];

export interface Disk {
  readonly machine: MachineFacts;
  readonly number: number;
  readonly capacityBytes: number;
  readonly usedBytes: number;
  readonly thin: boolean;
  readonly datastore: number;
  readonly uuid: string;
}

export interface Card {
  readonly machine: MachineFacts;
  readonly number: number;
  readonly kind: 'portgroup' | 'network' | 'opaqueNetwork';
  readonly network: number;
  readonly macAddress: string;
  readonly ipAddress: string;
}

/** The n-th disk of a machine. */
export function diskOf(machine: MachineFacts, number: number): Disk {
  const question = FIRST_DISK_QUESTION + 4 * number;
  const { datastores } = machine.place.compute;
  const capacityBytes = machine.dice.pick(question + 1, DISK_GB) * GIGABYTE;
  // Thick is what vSphere offers first.
  const thin = machine.dice.chance(question + 2, 500);
  const share = machine.dice.between(question + 3, 5, 98) / 100;
  return {
    machine,
    number,
    capacityBytes,
    thin,
    usedBytes: thin ? Math.floor((capacityBytes * share) / MEGABYTE) * MEGABYTE : capacityBytes,
    // Most disks lie beside their machine.
    datastore: machine.dice.chance(question + 401, 850)
      ? machine.homeDatastore
      : datastores.first + machine.dice.below(question, datastores.count),
    uuid: machine.dice.uuid(question + 400),
  };
}

/** The n-th network card of a machine. */
export function cardOf(machine: MachineFacts, number: number): Card {
  const question = FIRST_CARD_QUESTION + 4 * number;
  const mac = machine.dice.roll(question);
  const hex = (value: number): string => (value & 255).toString(16).padStart(2, '0');
  return {
    machine,
    number,
    ...networkOf(machine, question + 1),
    macAddress: `00:50:56:${hex((mac >>> 16) & 0xbf)}:${hex(mac >>> 8)}:${hex(mac)}`,
    ipAddress: `10.${machine.place.datacenter.index}.${(machine.index >> 8) & 255}.${(machine.index + 7 * number) & 255}`,
  };
}

function networkOf(machine: MachineFacts, question: number): { readonly kind: Card['kind']; readonly network: number } {
  const { datacenter, compute } = machine.place;
  if (compute.kind === 'standalone') {
    return {
      kind: 'network',
      network: datacenter.networks.first + machine.dice.below(question, datacenter.networks.count),
    };
  }
  if (datacenter.opaqueNetworks.count > 0 && machine.dice.chance(question + 1, 40)) {
    return {
      kind: 'opaqueNetwork',
      network: datacenter.opaqueNetworks.first + machine.dice.below(question, datacenter.opaqueNetworks.count),
    };
  }
  return { kind: 'portgroup', network: portgroupOfCompute(datacenter, compute, machine.dice.roll(question)) };
}

/** The name by which a guest or a device label knows the network of a card. */
export function networkNameOf(card: Card): string {
  const { estate, place } = card.machine;
  if (card.kind === 'portgroup') return portgroupName(estate, card.network);
  if (card.kind === 'opaqueNetwork') return opaqueNetworkName(estate, card.network);
  return networkName(card.network - place.datacenter.networks.first);
}
