import type { Envelope, HeapsphereBridge } from '../../shared/contract.ts';
import type { ErrorData } from '../../shared/errors.ts';
import { type LiveChanges, type LiveState, liveChangesSchema } from '../../shared/live-view.ts';
import type { LinkStore } from '../bridge/link-store.ts';
import type { Inventory } from '../inventory/inventory.ts';
import { qualify, vcenterOf } from '../inventory/qualified-ref.ts';
import type { CollectionStore } from '../shell/collection-store.ts';
import type { OpenVcenter } from '../vcenters/open-vcenters.ts';
import { qualifyBatch } from '../vcenters/qualify-batch.ts';
import { FLASH_MS, type Flash, Flashes } from './flashes.ts';
import { createLiveStore, type LiveStore, stateOfAll } from './live-store.ts';
import { PollTurns } from './poll-turns.ts';

/** Rows that only scroll by are not asked for. */
const SETTLE_MS = 300;
/** Objects whose ages are kept beside those that are looked at: a hundred bytes each. */
const MOST_AGES = 10_000;
/** The next turn comes so much before main would read this one again, in milliseconds. */
const TURN_AHEAD_MS = 500;

export interface LiveUpdatesOptions {
  readonly bridge: HeapsphereBridge;
  readonly link: LinkStore;
  readonly collections: CollectionStore;
  readonly inventory: Pick<Inventory, 'store' | 'isWhole' | 'applyChanges' | 'redraw' | 'addressOf'>;
  /** Runs a function once in the next frame. */
  readonly schedule: (run: () => void) => void;
}

/** A collection that is followed. */
interface Followed {
  readonly key: string;
  readonly label: string;
  /** Undefined until main has answered. */
  state: LiveState | undefined;
}

/**
 * Keeps the rows on screen current: follows the collection of every open vCenter once it has all its rows, puts what main
 * pushes into them, and credits it only then, so that a busy window slows the stream down.
 */
export class LiveUpdates {
  readonly store: LiveStore = createLiveStore();
  readonly #options: LiveUpdatesOptions;
  readonly #ends: readonly (() => void)[];
  readonly #flashes = new Flashes();
  /** By collection. */
  readonly #followed = new Map<string, Followed>();
  /** When use of an object in view was read last, by qualified reference. */
  #statsAt = new Map<string, number>();
  readonly #turns = new PollTurns();
  #settling: ReturnType<typeof setTimeout> | undefined;
  #fading: ReturnType<typeof setTimeout> | undefined;
  #nextTurn: ReturnType<typeof setTimeout> | undefined;

  constructor(options: LiveUpdatesOptions) {
    this.#options = options;
    const { bridge, link, collections, inventory } = options;
    this.#ends = [
      bridge.pushes['live:state']((state) => this.#hear(state)),
      bridge.pushes['live:changes']((changes) => this.#take(changes)),
      collections.subscribe(() => this.#follow()),
      inventory.store.subscribe((now, before) => {
        if (now.revision !== before.revision) this.#follow();
      }),
      link.subscribe((now, before) => {
        // Main knows nothing of this window any more: the connection is a new one.
        if (now.generation !== before.generation) for (const id of this.#followed.keys()) void this.#ask(id);
      }),
    ];
    this.#follow();
  }

  /** How a row is marked; undefined for one that nothing has just happened to. */
  flashOf(ref: string): Flash | undefined {
    return this.#flashes.of(ref);
  }

  /** When an object's use was read last, if it was since the collection; milliseconds since the epoch, by main's clock. */
  statsAt(ref: string): number | undefined {
    return this.#statsAt.get(ref);
  }

  /** The objects that somebody looks at; more than may be asked for at once take turns. */
  look(refs: readonly string[]): void {
    // Rows that are only drawn again are no news, and must not put off those that are.
    if (!this.#turns.want(refs)) return;
    const inView = [...new Set(refs.map(vcenterOf))];
    if (inView.join() !== this.store.getState().inView.join()) this.store.setState({ inView });
    clearTimeout(this.#settling);
    this.#settling = setTimeout(() => this.#tellVisible(), SETTLE_MS);
  }

  /** Stops and goes on again, for all vCenters. */
  async pause(paused: boolean): Promise<void> {
    const { requests } = this.#options.bridge;
    const ids = [...this.#followed].filter(([, { state }]) => state !== undefined && state.phase !== 'off');
    await Promise.all(
      ids.map(async ([collectionId]) =>
        this.#settle(collectionId, await requests['live:pause']({ collectionId, paused })),
      ),
    );
  }

  dispose(): void {
    for (const end of this.#ends) end();
    clearTimeout(this.#settling);
    clearTimeout(this.#fading);
    clearTimeout(this.#nextTurn);
  }

  #follow(): void {
    const { open } = this.#options.collections.getState();
    const ids = new Set(open.map(({ collection }) => collection.id));
    for (const id of [...this.#followed.keys()]) if (!ids.has(id)) this.#close(id);
    for (const vcenter of open) {
      const { key, label, collection } = vcenter;
      if (this.#followed.has(collection.id) || !hasEnded(vcenter) || !this.#options.inventory.isWhole(vcenter))
        continue;
      this.#followed.set(collection.id, { key, label, state: undefined });
      void this.#ask(collection.id);
    }
  }

  async #ask(collectionId: string): Promise<void> {
    this.#settle(collectionId, await this.#options.bridge.requests['live:open']({ collectionId }));
  }

  #close(collectionId: string): void {
    const { key = '' } = this.#followed.get(collectionId) ?? {};
    this.#followed.delete(collectionId);
    // The rows that take the place of these may be older than what was read for them.
    for (const ref of this.#statsAt.keys()) if (vcenterOf(ref) === key) this.#statsAt.delete(ref);
    const { [key]: _, ...statsAt } = this.store.getState().statsAt;
    this.store.setState({ statsAt });
    if (this.#followed.size === 0) {
      this.#statsAt.clear();
      this.#flashes.clear();
      this.store.setState({ changes: 0 });
    }
    this.#show();
    void this.#options.bridge.requests['live:close']({ collectionId });
  }

  #settle(collectionId: string, envelope: Envelope<LiveState>): void {
    if (envelope.ok) this.#hear(envelope.value);
    else this.#fail(collectionId, envelope.error);
  }

  #fail(collectionId: string, reason: ErrorData): void {
    const { kinds = [], pollSeconds = 0 } = this.#followed.get(collectionId)?.state ?? {};
    this.#hear({ collectionId, phase: 'off', kinds, reason, pollSeconds });
  }

  #hear(state: LiveState): void {
    const followed = this.#followed.get(state.collectionId);
    if (followed === undefined) return;
    const before = followed.state?.phase;
    followed.state = state;
    this.#show();
    // A thread that began anew knows nothing of the rows in view.
    if (state.phase === 'live' && before !== 'live') this.#tellVisible();
  }

  #show(): void {
    const vcenters = [...this.#followed.values()].flatMap(({ key, label, state }) =>
      state ? [{ key, label, state }] : [],
    );
    this.store.setState({ vcenters, live: stateOfAll(vcenters) });
  }

  #take(pushed: LiveChanges): void {
    if (!this.#followed.has(pushed.collectionId)) return;
    const checked = liveChangesSchema.safeParse(pushed);
    if (checked.success) this.#options.schedule(() => this.#apply(checked.data));
    else this.#fail(pushed.collectionId, unreadable(checked.error.message));
  }

  #apply({ collectionId, seq, group, at, rows: told, left: gone }: LiveChanges): void {
    const followed = this.#followed.get(collectionId);
    if (followed === undefined) return;
    const rows = told.map((batch) => qualifyBatch(batch, followed));
    const left = gone.map(({ type, refs }) => ({ type, refs: refs.map((ref) => qualify(followed.key, ref)) }));
    const { changed, added, removed } = this.#options.inventory.applyChanges({ rows, left });
    if (group === 'stats') this.#noteStats(followed.key, { rows, at });
    else {
      this.#flash(changed, added);
      const { changes } = this.store.getState();
      this.store.setState({ changes: changes + changed.length + added.length + removed });
    }
    void this.#options.bridge.requests['live:credit']({ collectionId, seq });
  }

  /** What was read stays in the tables when nobody looks at it any more, and so does its age, until there are too many. */
  #noteStats(key: string, { rows, at }: Pick<LiveChanges, 'rows' | 'at'>): void {
    if (this.#statsAt.size > MOST_AGES)
      for (const ref of this.#statsAt.keys()) if (!this.#turns.wants(ref)) this.#statsAt.delete(ref);
    for (const { refs } of rows) for (const ref of refs) this.#statsAt.set(ref, at);
    const { statsAt } = this.store.getState();
    const read = Object.fromEntries(rows.map(({ type }) => [type, at]));
    this.store.setState({ statsAt: { ...statsAt, [key]: { ...statsAt[key], ...read } } });
  }

  #flash(changed: readonly string[], added: readonly string[]): void {
    this.#flashes.add(changed, 'changed');
    this.#flashes.add(added, 'added');
    if (this.#flashes.size > 0) this.#fading ??= setTimeout(() => this.#fade(), FLASH_MS);
  }

  #fade(): void {
    this.#fading = undefined;
    if (this.#flashes.expire()) this.#options.inventory.redraw();
    if (this.#flashes.size > 0) this.#fading = setTimeout(() => this.#fade(), FLASH_MS / 4);
  }

  /** Tells every vCenter which of its objects are looked at; where there are more than one turn has, the next one follows. */
  #tellVisible(): void {
    clearTimeout(this.#settling);
    clearTimeout(this.#nextTurn);
    const { bridge, inventory } = this.#options;
    const addresses = this.#turns.current().flatMap((ref) => inventory.addressOf(ref) ?? []);
    for (const [collectionId, { state }] of this.#followed) {
      if (state?.phase !== 'live') continue;
      const refs = addresses.filter((address) => address.collectionId === collectionId).map(({ ref }) => ref);
      void bridge.requests['live:visible']({ collectionId, refs });
    }
    const pollSeconds = Math.max(0, ...[...this.#followed.values()].map(({ state }) => state?.pollSeconds ?? 0));
    if (!this.#turns.hasMore || pollSeconds === 0) return;
    this.#nextTurn = setTimeout(
      () => {
        this.#turns.advance();
        this.#tellVisible();
      },
      pollSeconds * 1000 - TURN_AHEAD_MS,
    );
  }
}

function hasEnded({ collection: { phase } }: OpenVcenter): boolean {
  return phase === 'completed' || phase === 'partial';
}

function unreadable(why: string): ErrorData {
  return {
    code: 'protocol',
    message: `Changes that arrived cannot be read: ${why.slice(0, 200)}.`,
    action: 'Reload the window; collect again if it comes back.',
  };
}
