import { createStore, type StoreApi } from 'zustand/vanilla';
import type { AppNotification } from '../../shared/app-view.ts';
import type { HeapsphereBridge } from '../../shared/contract.ts';
import type { Screen } from '../../shared/screens.ts';
import type { BenchmarkRunState } from '../benchmark/benchmark-run.ts';
import { type PreferenceStorage, readPreference, writePreference } from '../inventory/preference-storage.ts';
import { isRunning } from '../shell/collection-store.ts';
import { benchmarkEnded, collectionEnded } from './ended-text.ts';
import type { NotificationWay } from './notification-way.ts';

/** The number is that of the format: another one would be another key. */
export const NOTIFICATIONS_KEY = 'heapsphere.notifications.v1';

export interface AnnouncerState {
  /** Whether the operator is told of what ends meanwhile. */
  readonly on: boolean;
  /** The operator wants them, and the browser does not let them through. */
  readonly blocked: boolean;
}

export interface AnnouncerOptions {
  readonly bridge: HeapsphereBridge;
  readonly benchmark: StoreApi<BenchmarkRunState>;
  readonly way: NotificationWay;
  readonly storage: PreferenceStorage;
  /** Main's clock, in milliseconds since the epoch. */
  readonly now: () => number;
  /** Whether nobody looks at the window. */
  readonly isAway: () => boolean;
}

/** Tells an operator who looks elsewhere that a long collection or a benchmark has ended. */
export class Announcer {
  readonly store: StoreApi<AnnouncerState>;
  readonly #options: AnnouncerOptions;
  /** Collections that were seen at work: one that is over when the window opens is no news. */
  readonly #running = new Set<string>();
  readonly #followers = new Set<(screen: Screen) => void>();
  readonly #ends: readonly (() => void)[];

  constructor(options: AnnouncerOptions) {
    this.#options = options;
    const { bridge, benchmark, way, storage, now } = options;
    const chosen = readPreference(storage, NOTIFICATIONS_KEY);
    const wanted = typeof chosen === 'boolean' ? chosen : way.onAtFirst;
    this.store = createStore(() => ({ on: wanted && way.allowed(), blocked: wanted && !way.allowed() }));
    this.#ends = [
      bridge.pushes['collection:changed']((state) => {
        if (isRunning(state.phase)) this.#running.add(state.id);
        else if (this.#running.delete(state.id)) this.#tell(collectionEnded(state, now()));
      }),
      benchmark.subscribe(({ ended }, before) => {
        if (ended !== undefined && ended.id !== before.ended?.id) this.#tell(benchmarkEnded(ended, now()));
      }),
    ];
  }

  /** Switches them on, as far as the operator lets the browser, or off; remembered in this window's storage. */
  async choose(wanted: boolean): Promise<void> {
    const { way, storage } = this.#options;
    const on = wanted && (await way.ask());
    writePreference(storage, NOTIFICATIONS_KEY, wanted);
    this.store.setState({ on, blocked: wanted && !on });
  }

  /** Calls back with the screen of a notification that was clicked. The returned function ends that. */
  onFollowed(follow: (screen: Screen) => void): () => void {
    this.#followers.add(follow);
    return () => this.#followers.delete(follow);
  }

  dispose(): void {
    for (const end of this.#ends) end();
  }

  #tell(notification: AppNotification | undefined): void {
    const { way, isAway } = this.#options;
    // The permission may have been taken back since.
    if (notification === undefined || !this.store.getState().on || !way.allowed() || !isAway()) return;
    way.show(notification, () => {
      for (const follow of this.#followers) follow(notification.screen);
    });
  }
}

/** Whether nobody looks at this window: it is hidden, or another one has the keyboard. */
export function isWindowAway(): boolean {
  return document.visibilityState === 'hidden' || !document.hasFocus();
}
