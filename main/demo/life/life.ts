import { Dice } from '../estate/dice.ts';
import type { Estate, LifeOverlay, PowerState } from '../estate/shape.ts';
import { templateIndex } from '../estate/shape.ts';
import { MachineFacts } from '../objects/machine-facts.ts';

/** Events that can still be asked for; whoever asks for older ones has to read everything anew. */
const JOURNAL = 4096;
/** Things happen to the first machines only: somebody who looks at a table sees them, and what is remembered is bounded. */
const MOST_TOUCHED = 60;
const MOST_CREATED = 40;
const MOST_GONE = 12;
const FAMILY = 4242;
const QUESTION = { what: 1, machine: 2, name: 3, wobble: 4 } as const;

const POWER_PATHS = ['runtime', 'summary.runtime', 'guest', 'summary.guest', 'guestHeartbeatStatus'];
const NAME_PATHS = ['name', 'config.name', 'summary.config.name'];

/** Something that happened to a machine. */
export interface LifeEvent {
  readonly kind: 'enter' | 'modify' | 'leave';
  readonly machine: number;
  /** The machine that it is a copy of, in whose place it lies; itself, unless it was made later. */
  readonly base: number;
  /** What a modification changed: these properties and all below them. */
  readonly paths: readonly string[];
}

/**
 * What happens in a demo estate: machines are switched, renamed, made and deleted, always in the same order for the same
 * estate. Nothing happens by itself: each call of happen() is one event.
 */
export class Life implements LifeOverlay {
  readonly #estate: Estate;
  readonly #pool: number;
  readonly #power = new Map<number, PowerState>();
  readonly #names = new Map<number, string>();
  /** Machines made, by index, with the machine that each is a copy of. */
  readonly #created = new Map<number, number>();
  readonly #gone = new Set<number>();
  readonly #journal: LifeEvent[] = [];
  readonly #listeners = new Set<() => void>();
  /** Events so far. */
  #count = 0;
  #nextIndex: number;

  constructor(planned: Estate) {
    const estate = { ...planned, life: this };
    this.#estate = estate;
    this.#pool = Math.min(estate.counts.machine, MOST_TOUCHED);
    this.#nextIndex = estate.counts.machine;
  }

  /** The estate it happens in. */
  get estate(): Estate {
    return this.#estate;
  }

  get count(): number {
    return this.#count;
  }

  get created(): Iterable<number> {
    return this.#created.keys();
  }

  exists(machine: number): boolean {
    return this.#created.has(machine) || (machine < this.#estate.counts.machine && !this.#gone.has(machine));
  }

  baseOf(machine: number): number {
    return this.#created.get(machine) ?? machine;
  }

  powerOf(machine: number): PowerState | undefined {
    return this.#power.get(machine);
  }

  nameOf(machine: number): string | undefined {
    return this.#names.get(machine);
  }

  /** Use goes up and down with every event, though nobody is told. */
  loadFactor(machine: number): number {
    if (this.#count === 0) return 1;
    return 0.5 + new Dice(this.#estate.seed, FAMILY, this.#count).below(QUESTION.wobble + machine, 1000) / 1000;
  }

  /** Events after the first `count`; undefined when some of them are forgotten. */
  since(count: number): readonly LifeEvent[] | undefined {
    const missed = this.#count - count;
    if (missed < 0 || missed > this.#journal.length) return undefined;
    return this.#journal.slice(this.#journal.length - missed);
  }

  /** Told after every event. */
  listen(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Lets the next thing happen. */
  happen(): LifeEvent {
    const dice = new Dice(this.#estate.seed, FAMILY, this.#count);
    const event = this.#draw(dice);
    this.#count += 1;
    this.#journal.push(event);
    if (this.#journal.length > JOURNAL) this.#journal.shift();
    for (const listener of this.#listeners) listener();
    return event;
  }

  #draw(dice: Dice): LifeEvent {
    const roll = dice.below(QUESTION.what, 100);
    if (roll < 45) return this.#switch(this.#choose(dice));
    if (roll < 65) return this.#rename(this.#choose(dice), dice);
    if (roll < 85) return this.#created.size < MOST_CREATED ? this.#create(dice) : this.#removeCreated();
    if (this.#created.size > 0 && dice.chance(QUESTION.machine + 100, 500)) return this.#removeCreated();
    return this.#gone.size < MOST_GONE ? this.#remove(this.#choose(dice)) : this.#switch(this.#choose(dice));
  }

  /** A machine that exists, is no template and has its configuration. */
  #choose(dice: Dice): number {
    const start = dice.below(QUESTION.machine, this.#pool);
    for (let step = 0; step < this.#pool; step += 1) {
      const machine = (start + step) % this.#pool;
      if (this.exists(machine) && templateIndex(this.#estate, machine) === undefined && this.#facts(machine).hasConfig)
        return machine;
    }
    return start;
  }

  #switch(machine: number): LifeEvent {
    this.#power.set(machine, this.#facts(machine).powerState === 'poweredOn' ? 'poweredOff' : 'poweredOn');
    return { kind: 'modify', machine, base: this.baseOf(machine), paths: POWER_PATHS };
  }

  #rename(machine: number, dice: Dice): LifeEvent {
    const before = this.#facts(machine).name.replace(/-r\d+$/, '');
    this.#names.set(machine, `${before}-r${dice.between(QUESTION.name, 1, 999)}`);
    return { kind: 'modify', machine, base: this.baseOf(machine), paths: NAME_PATHS };
  }

  #create(dice: Dice): LifeEvent {
    const base = this.#choose(dice);
    const machine = this.#nextIndex;
    this.#nextIndex += 1;
    this.#created.set(machine, base);
    this.#power.set(machine, 'poweredOff');
    this.#names.set(machine, `clone-of-${this.#facts(base).name}`.slice(0, 76));
    return { kind: 'enter', machine, base, paths: [] };
  }

  #removeCreated(): LifeEvent {
    const [[machine, base] = [0, 0]] = this.#created;
    this.#created.delete(machine);
    this.#forget(machine);
    return { kind: 'leave', machine, base, paths: [] };
  }

  #remove(machine: number): LifeEvent {
    this.#gone.add(machine);
    this.#forget(machine);
    return { kind: 'leave', machine, base: machine, paths: [] };
  }

  #forget(machine: number): void {
    this.#power.delete(machine);
    this.#names.delete(machine);
  }

  #facts(machine: number): MachineFacts {
    return new MachineFacts(this.#estate, machine);
  }
}
