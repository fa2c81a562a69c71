import { datastoreName } from '../estate/infrastructure-names.ts';
import { type Reference, reference } from '../estate/kinds.ts';
import { machineName, templateName } from '../estate/names.ts';
import { type MachinePlace, placeOfMachine } from '../estate/placement.ts';
import type { Estate } from '../estate/shape.ts';
import { DAY, HOUR, OBSERVED_AT } from './clock.ts';
import { EntityFacts } from './entity-facts.ts';
import { GUEST_SYSTEMS, type GuestSystem, STANDARD_SYSTEMS } from './guest-systems.ts';
import { hostConditionOf } from './host-condition.ts';
import { type Card, cardOf, type Disk, diskOf, MEGABYTE } from './machine-hardware.ts';

const QUESTION = {
  system: 100,
  size: 101,
  sockets: 102,
  standard: 103,
  power: 104,
  boot: 105,
  tools: 106,
  address: 107,
  disks: 108,
  cards: 109,
  home: 114,
  note: 110,
  created: 111,
  uuid: 112,
  instance: 113,
  load: 115,
  active: 116,
  pressure: 117,
  modified: 118,
  consolidate: 119,
  version: 190,
  toolsVersion: 191,
  snapshots: 192,
  snapshotCount: 193,
  snapshotAge: 194,
} as const;

interface Size {
  readonly cpus: number;
  readonly memoryGB: number;
}

const sizes = (times: number, cpus: number, memoryGB: number): Size[] =>
  Array.from({ length: times }, () => ({ cpus, memoryGB }));

/** Machines are ordered in sizes; what comes more often is listed more often. */
const SIZES: readonly Size[] = [
  ...sizes(2, 1, 2),
  ...sizes(8, 2, 4),
  ...sizes(9, 2, 8),
  ...sizes(5, 4, 8),
  ...sizes(8, 4, 16),
  ...sizes(2, 4, 32),
  ...sizes(3, 8, 32),
  ...sizes(2, 8, 64),
  ...sizes(1, 16, 64),
  ...sizes(1, 16, 128),
  ...sizes(1, 32, 256),
];
const DISK_COUNTS = [1, 1, 1, 1, 2, 2, 2, 3, 4];
const CARD_COUNTS = [1, 1, 1, 1, 1, 1, 2, 2, 3];
const VERSIONS = ['vmx-13', 'vmx-15', 'vmx-17', 'vmx-19', 'vmx-19', 'vmx-19', 'vmx-19', 'vmx-19', 'vmx-20', 'vmx-21'];
/** Lines of a note: a heading, and what follows it, with a number below so many in place of the #. */
const NOTES: readonly (readonly [text: string, below: number])[] = [
  ['Owner: team-#', 40],
  ['Provisioned by self-service', 1],
  ['Backup: policy #', 6],
  ['Application contact: team-#', 40],
  ['Change: CHG00#', 90_000],
  ['Maintenance window: Saturday, group #', 4],
  ['Cost centre: 47#', 100],
  ['Do not move before 2026-0#', 10],
];
/** Most have one, left by a backup or a patch day; few have more. */
const SNAPSHOT_COUNTS = [1, 1, 1, 1, 1, 2, 2, 3];
/** In days: some of last night, most forgotten. */
const SNAPSHOT_AGES = [1, 1, 2, 3, 5, 8, 12, 20, 30, 45, 60, 90, 120, 200, 400];
/** Patch nights are Saturdays at 22:00 UTC; the first one before the moment shown. */
const PATCH_NIGHT = Date.UTC(2026, 5, 27, 22, 0, 0);
/** Weeks since the last patch night that a machine took part in: most of them lately. */
const WEEKS_UP = [0, 0, 0, 0, 0, 4, 4, 4, 8, 8, 13, 26, 52];

/** What is known of a virtual machine. Values are computed when asked for; only disks and cards are kept, as lists are asked twice. */
export class MachineFacts extends EntityFacts {
  readonly place: MachinePlace;
  readonly system: GuestSystem;
  readonly powerState: 'poweredOn' | 'poweredOff' | 'suspended';
  readonly connectionState: 'connected' | 'disconnected' | 'orphaned' | 'inaccessible';
  readonly toolsRunning: boolean;
  #disks: readonly Disk[] | undefined;
  #cards: readonly Card[] | undefined;

  constructor(estate: Estate, index: number) {
    super(estate, 'machine', index);
    this.place = placeOfMachine(estate, index);
    this.system = this.dice.pick(
      QUESTION.system,
      this.dice.chance(QUESTION.standard, 800) ? STANDARD_SYSTEMS : GUEST_SYSTEMS,
    );
    this.connectionState = this.#connection();
    this.powerState = this.#power();
    this.toolsRunning = this.isOn && this.dice.chance(QUESTION.tools, 930);
  }

  #connection(): MachineFacts['connectionState'] {
    if (!this.isTemplate && this.index % 307 === 31) return 'orphaned';
    if (!this.isTemplate && this.index % 401 === 37) return 'inaccessible';
    return hostConditionOf(this.estate, this.place.host).connectionState === 'connected' ? 'connected' : 'disconnected';
  }

  #power(): MachineFacts['powerState'] {
    const switched = this.estate.life?.powerOf(this.index);
    if (switched) return switched;
    if (this.isTemplate || !this.hasConfig || hostConditionOf(this.estate, this.place.host).inMaintenanceMode)
      return 'poweredOff';
    const roll = this.dice.below(QUESTION.power, 1000);
    if (roll < 820) return 'poweredOn';
    return roll < 830 ? 'suspended' : 'poweredOff';
  }

  get isTemplate(): boolean {
    return this.place.template !== undefined;
  }

  get isOn(): boolean {
    return this.powerState === 'poweredOn';
  }

  /** Orphaned and inaccessible machines have lost their configuration. */
  get hasConfig(): boolean {
    return this.connectionState !== 'orphaned' && this.connectionState !== 'inaccessible';
  }

  /** A few machines keep their configuration from the account that asks. */
  get isRestricted(): boolean {
    return this.estate.restricted && !this.isTemplate && this.hasConfig && this.index % 211 === 17;
  }

  /** Inaccessible machines are known by the path of their file only. */
  get name(): string {
    const renamed = this.estate.life?.nameOf(this.index);
    if (renamed !== undefined) return renamed;
    if (this.connectionState === 'inaccessible')
      return `%2fvmfs%2fvolumes%2f${this.dice.uuid(QUESTION.uuid)}%2f${this.fileName}%2f${this.fileName}.vmx`;
    return this.plainName;
  }

  get plainName(): string {
    return this.place.template === undefined ? machineName(this.dice, this.index) : templateName(this.place.template);
  }

  /** Name of its directory and files. */
  get fileName(): string {
    return this.plainName.replace(/%(2f|5c|25)|["<>]/g, '_').trim();
  }

  get directory(): string {
    return `[${datastoreName(this.estate, this.homeDatastore)}] ${this.fileName}`;
  }

  get homeDatastore(): number {
    const { datastores } = this.place.compute;
    return datastores.first + this.dice.below(QUESTION.home, datastores.count);
  }

  get #size(): Size {
    return this.dice.pick(QUESTION.size, SIZES);
  }

  get cpus(): number {
    return this.#size.cpus;
  }

  get coresPerSocket(): number {
    return this.dice.chance(QUESTION.sockets, 600) ? 1 : Math.max(1, this.cpus >> 1);
  }

  get memoryMB(): number {
    return this.#size.memoryGB * 1024;
  }

  get version(): string {
    return this.dice.pick(QUESTION.version, VERSIONS);
  }

  get biosUuid(): string {
    return `42${this.dice.uuid(QUESTION.uuid).slice(2)}`;
  }

  get instanceUuid(): string {
    return `50${this.dice.uuid(QUESTION.instance).slice(2)}`;
  }

  get bootedAt(): number | undefined {
    if (!this.isOn) return undefined;
    const night = PATCH_NIGHT - this.dice.pick(QUESTION.boot, WEEKS_UP) * 7 * DAY;
    // A cluster is patched within the hour.
    return night + (this.place.compute.index % 4) * HOUR + this.dice.below(QUESTION.boot + 1000, 3600) * 1000;
  }

  get createdAt(): number {
    return OBSERVED_AT - 410 * DAY - this.dice.below(QUESTION.created, 2000) * DAY;
  }

  get modifiedAt(): number {
    return OBSERVED_AT - this.dice.between(QUESTION.modified, 1, 400 * 24) * HOUR;
  }

  get toolsVersion(): number {
    return this.dice.pick(QUESTION.toolsVersion, [10338, 11333, 12325, 12352, 12389, 12416]);
  }

  get toolsVersionStatus(): string {
    if (this.isTemplate || !this.hasConfig) return 'guestToolsNotInstalled';
    if (this.system.unmanagedTools) return 'guestToolsUnmanaged';
    return this.toolsVersion < 12352 ? 'guestToolsSupportedOld' : 'guestToolsCurrent';
  }

  get ipAddress(): string | undefined {
    return this.toolsRunning && this.dice.chance(QUESTION.address, 970) ? this.cards[0]?.ipAddress : undefined;
  }

  get guestName(): string | undefined {
    return this.toolsRunning ? `${this.fileName.replace(/[^\w-]+/g, '') || 'vm'}.${this.system.domain}` : undefined;
  }

  /** Share of the host's CPU in MHz; memory active, consumed, ballooned and swapped in MB. Only of running machines. */
  get cpuUsage(): number {
    return Math.floor(this.#load * this.cpus * (20 + (this.dice.below(QUESTION.load, 1000) ** 2 * 2200) / 1e6));
  }

  get activeMemory(): number {
    return Math.floor((this.#load * this.memoryMB * this.dice.between(QUESTION.active, 2, 45)) / 100);
  }

  get #load(): number {
    return this.estate.life?.loadFactor(this.index) ?? 1;
  }

  get consumedMemory(): number {
    return Math.floor((this.memoryMB * this.dice.between(QUESTION.active, 55, 100)) / 100);
  }

  get balloonedMemory(): number {
    return this.dice.chance(QUESTION.pressure, 30) ? Math.floor(this.memoryMB / 9) : 0;
  }

  get swappedMemory(): number {
    return this.dice.chance(QUESTION.pressure, 12) ? Math.floor(this.memoryMB / 23) : 0;
  }

  get consolidationNeeded(): boolean {
    return this.dice.chance(QUESTION.consolidate, 6);
  }

  get snapshotCount(): number {
    return this.hasConfig && !this.isTemplate && this.dice.chance(QUESTION.snapshots, 110)
      ? this.dice.pick(QUESTION.snapshotCount, SNAPSHOT_COUNTS)
      : 0;
  }

  /** Days since the oldest snapshot was taken; what was taken later is half as old each time. */
  get snapshotAgeDays(): number {
    return this.dice.pick(QUESTION.snapshotAge, SNAPSHOT_AGES);
  }

  /** Free text; two thirds have none. */
  get annotation(): string {
    if (!this.dice.chance(QUESTION.note, 340)) return '';
    const lines = this.dice.between(QUESTION.note, 1, 3);
    const text: string[] = [];
    for (let line = 0; line < lines; line++) {
      const [note, below] = this.dice.pick(QUESTION.note + 1000 + line, NOTES);
      text.push(note.replace('#', String(this.dice.below(QUESTION.note + 2000 + line, below))));
    }
    return `${text.join('\n')}${this.dice.chance(QUESTION.note + 3000, 60) ? '\n<managed by="R&D"/>' : ''}`;
  }

  get disks(): readonly Disk[] {
    this.#disks ??= Array.from({ length: this.diskCount }, (_, number) => diskOf(this, number));
    return this.#disks;
  }

  get diskCount(): number {
    return this.dice.pick(QUESTION.disks, DISK_COUNTS);
  }

  get cards(): readonly Card[] {
    this.#cards ??= Array.from({ length: this.cardCount }, (_, number) => cardOf(this, number));
    return this.#cards;
  }

  get cardCount(): number {
    return this.dice.pick(QUESTION.cards, CARD_COUNTS);
  }

  get datastores(): readonly number[] {
    return [...new Set([this.homeDatastore, ...this.disks.map((disk) => disk.datastore)])];
  }

  get networks(): readonly Reference[] {
    const seen = new Map(this.cards.map(({ kind, network }) => [`${kind}${network}`, reference(kind, network)]));
    return [...seen.values()];
  }

  /** Bytes on disk: disks, memory swap of a running machine, logs and configuration. */
  get committedBytes(): number {
    return (
      this.disks.reduce((sum, disk) => sum + disk.usedBytes, 0) +
      (this.isOn ? this.memoryMB * MEGABYTE : 0) +
      3 * MEGABYTE
    );
  }

  get uncommittedBytes(): number {
    return (
      this.disks.reduce((sum, disk) => sum + disk.capacityBytes - disk.usedBytes, 0) +
      (this.isOn ? 0 : this.memoryMB * MEGABYTE)
    );
  }
}
