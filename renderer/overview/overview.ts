import { createStore, type StoreApi } from 'zustand/vanilla';
import type { ResourceType } from '../../shared/inventory.ts';
import type { Inventory } from '../inventory/inventory.ts';
import type { NarrowedTo } from '../inventory/inventory-store.ts';
import { type PreferenceStorage, readPreference, writePreference } from '../inventory/preference-storage.ts';
import { rootOf, vcenterOf } from '../inventory/qualified-ref.ts';
import { CapacityCount } from './capacity-count.ts';
import type { Counted } from './counted.ts';
import { type MeasureId, measuresAt } from './measures.ts';
import { above, type NamedVcenter } from './scopes.ts';

/** Longest time spent on counting within one frame, in milliseconds. */
const LOOK_MS = 8;
/** Shortest pause between two counts, and how many times as long as the last count it is at least. */
const PAUSE_MS = 250;
const PAUSE_FACTOR = 4;
/** The number is that of the format. */
const DAYS_KEY = 'heapsphere.overview.days.v1';
const DEFAULT_DAYS = 7;
export const MOST_DAYS = 3650;
const DAY_MS = 86_400_000;

export interface OverviewState {
  /** The numbers of the last count; undefined before the first is done. */
  readonly counted: Counted | undefined;
  /** Reference of the datacenter, cluster or standalone host that is shown; undefined for the whole estate. */
  readonly scope: string | undefined;
  /** Snapshots of more days are old. */
  readonly days: number;
}

export interface OverviewOptions {
  readonly inventory: Inventory;
  readonly storage: PreferenceStorage;
  /** The vCenters whose rows are on screen. */
  readonly vcenters: () => readonly NamedVcenter[];
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** Runs a function once in the next frame. */
  readonly schedule: (run: () => void) => void;
}

/** Counts the estate on screen for as long as somebody looks, again whenever its rows have changed, and follows numbers to their rows. */
export class Overview {
  readonly store: StoreApi<OverviewState>;
  readonly #options: OverviewOptions;
  #viewers = 0;
  #endWatch: () => void = () => {};
  /** What the count that runs is known by; undefined when none does. */
  #running: object | undefined;
  /** Rows changed since the count began. */
  #changed = false;
  #costMs = 0;
  #pause: ReturnType<typeof setTimeout> | undefined;

  constructor(options: OverviewOptions) {
    this.#options = options;
    const days = checkDays(readPreference(options.storage, DAYS_KEY)) ?? DEFAULT_DAYS;
    this.store = createStore<OverviewState>(() => ({ counted: undefined, scope: undefined, days }));
  }

  /** Counts from now on. @returns the end of it */
  open(): () => void {
    this.#viewers += 1;
    if (this.#viewers === 1) {
      this.#endWatch = this.#options.inventory.store.subscribe((now, before) => {
        if (now.counts !== before.counts) this.#recount();
      });
      this.#recount();
    }
    return () => {
      this.#viewers -= 1;
      if (this.#viewers === 0) this.dispose();
    };
  }

  chooseScope(ref: string | undefined): void {
    this.store.setState({ scope: ref });
  }

  /** From how many days on a snapshot is old; anything but 1 to 3650 is passed over. */
  setDays(days: number): void {
    if (checkDays(days) === undefined) return;
    this.store.setState({ days });
    writePreference(this.#options.storage, DAYS_KEY, days);
    this.#recount();
  }

  /** Shows the rows behind a number in the table. */
  follow(id: MeasureId, scope: number): void {
    const measure = this.store.getState().counted?.measure(id);
    if (measure) this.#options.inventory.showRows(measure.type, measure.columns, this.#narrowedTo(scope));
  }

  /** Shows one object in the table, wherever it lies, with its details. */
  openObject(type: ResourceType, ref: string): void {
    const { inventory } = this.#options;
    inventory.narrowTo(undefined);
    inventory.open(type, ref);
  }

  dispose(): void {
    this.#endWatch();
    clearTimeout(this.#pause);
    this.#pause = undefined;
    this.#running = undefined;
  }

  #recount(): void {
    this.#changed = true;
    if (this.#running || this.#pause !== undefined || this.#viewers === 0) return;
    this.#changed = false;
    this.#costMs = 0;
    void this.#count();
  }

  /** Each step in a frame of its own: finding the scopes, slices of rows, working out the bars, and drawing. */
  async #count(): Promise<void> {
    const run = {};
    this.#running = run;
    const { now, inventory } = this.#options;
    const frame = async (): Promise<boolean> => {
      await new Promise<void>((resolve) => this.#options.schedule(resolve));
      return this.#running === run;
    };
    if (!(await frame())) return;
    const before = dayOf(now() - this.store.getState().days * DAY_MS);
    const counting = new CapacityCount(inventory.estate, measuresAt(before), this.#options.vcenters());
    for (let done = false; !done; ) {
      if (!(await frame())) return;
      const start = performance.now();
      done = counting.look(start + LOOK_MS);
      this.#costMs += performance.now() - start;
    }
    if (!(await frame())) return;
    const counted = counting.result();
    counted.bars(counted.find(this.store.getState().scope));
    if (!(await frame())) return;
    this.#running = undefined;
    this.#pause = setTimeout(() => this.#resume(), Math.max(PAUSE_MS, PAUSE_FACTOR * this.#costMs));
    this.store.setState({ counted });
  }

  #resume(): void {
    this.#pause = undefined;
    if (this.#changed) this.#recount();
  }

  #narrowedTo(scope: number): NarrowedTo | undefined {
    const { scopes } = this.store.getState().counted ?? { scopes: [] };
    const chosen = scopes[scope];
    if (chosen?.ref === undefined) return undefined;
    const steps = [...above(scopes, scope), scope].flatMap((position) => scopes[position] ?? []);
    const trail = steps.map(({ ref = '', name }) => ({ ref, name }));
    if (steps[0]?.kind === 'vcenter') return { ref: chosen.ref, trail };
    // The only vCenter there is is no scope of its own, and the top of the trail all the same.
    const key = vcenterOf(chosen.ref);
    const name = this.#options.vcenters().find((each) => each.key === key)?.label ?? key;
    return { ref: chosen.ref, trail: [{ ref: rootOf(key), name }, ...trail] };
  }
}

function checkDays(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= MOST_DAYS ? value : undefined;
}

/** The day of a moment in the operator's time zone, "2026-03-01". */
export function dayOf(milliseconds: number): string {
  const moment = new Date(milliseconds);
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${moment.getFullYear()}-${two(moment.getMonth() + 1)}-${two(moment.getDate())}`;
}
