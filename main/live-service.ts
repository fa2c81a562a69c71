import type { AttributeSelection } from '../shared/attribute-selection.ts';
import type { IsolateSample } from '../shared/contract.ts';
import { type ErrorData, HeapsphereError } from '../shared/errors.ts';
import type { ResourceType } from '../shared/inventory.ts';
import type { LiveState } from '../shared/live-view.ts';
import type { Settings } from '../shared/settings.ts';
import type { InventoryLog } from './collector/inventory-log.ts';
import type { ViewerPush } from './live/live-viewer.ts';
import { LiveWatch, type LiveWatchOptions } from './live/live-watch.ts';
import type { LiveSpec } from './live/protocol.ts';
import { ToldObjects } from './live/told-objects.ts';

/** A collection that may be watched. */
export interface WatchableCollection {
  readonly log: Pick<InventoryLog, 'attach' | 'length'>;
  /** Kinds whose rows are all there. */
  readonly kinds: readonly ResourceType[];
  readonly attributes: AttributeSelection;
  /** Why there is nothing to watch, where there is not. */
  readonly still: ErrorData | undefined;
}

export interface LiveServiceOptions {
  readonly settings: () => Settings;
  /** Throws `usage` for an unknown collection, or one that is still collecting. */
  readonly collection: (collectionId: string) => WatchableCollection;
  /** How to reach the collection's vCenter; `release` is called when nobody watches any more. */
  readonly reach: (collectionId: string) => Promise<{
    readonly login: Omit<LiveSpec, 'kinds' | 'attributes'>;
    readonly release: () => Promise<void>;
  }>;
  readonly onIsolate: (isolate: string, read: () => Promise<Omit<IsolateSample, 'isolate'>>) => () => void;
  /** Told of every change of a collection's objects. */
  readonly onChanges: (collectionId: string, changes: Parameters<LiveWatchOptions['onChanges']>[0]) => void;
}

/** Watches the estates of the collections that windows show: one thread for each, for as long as a window follows it. */
export class LiveService {
  readonly #options: LiveServiceOptions;
  readonly #watches = new Map<string, LiveWatch>();
  /** By collection, for as long as it is remembered: windows keep their rows when a watch has ended. */
  readonly #told = new Map<string, ToldObjects>();
  readonly #closing = new Set<Promise<void>>();
  #started = 0;
  #disposed = false;

  constructor(options: LiveServiceOptions) {
    this.#options = options;
  }

  /** A window follows a collection. Throws `usage` for one that is unknown or not done. */
  open(collectionId: string, holder: object, push: ViewerPush): LiveState {
    const { settings, collection } = this.#options;
    const { still, kinds } = collection(collectionId);
    const off = settings().liveUpdates ? still : SWITCHED_OFF;
    if (off || this.#disposed) {
      return {
        collectionId,
        phase: 'off',
        kinds: [],
        ...(off ? { reason: off } : {}),
        pollSeconds: settings().pollSeconds,
      };
    }
    let watch = this.#watches.get(collectionId);
    if (!watch) {
      watch = this.#make(collectionId, kinds);
      this.#watches.set(collectionId, watch);
    }
    return watch.add(holder, push);
  }

  /** Throws `usage` when the window does not follow the collection. */
  pause(collectionId: string, holder: object, paused: boolean): LiveState {
    const watch = this.#watches.get(collectionId);
    if (watch) return watch.pause(holder, paused);
    throw new HeapsphereError({
      code: 'usage',
      message: `Nobody follows the changes of collection "${collectionId}".`,
      action: 'Reload the window.',
    });
  }

  /** The watch of a collection, if a window follows it. */
  get(collectionId: string): LiveWatch | undefined {
    return this.#watches.get(collectionId);
  }

  /** A window follows a collection no longer; a watch that nobody follows ends. */
  leave(collectionId: string, holder: object): void {
    const watch = this.#watches.get(collectionId);
    if (!watch) return;
    watch.remove(holder);
    if (!watch.hasViewers) this.#endWatch(collectionId);
  }

  /** A collection is forgotten: nobody can follow it any more, whatever windows think. */
  forget(collectionId: string): void {
    this.#told.delete(collectionId);
    this.#endWatch(collectionId);
  }

  leaveAll(holder: object): void {
    for (const collectionId of [...this.#watches.keys()]) this.leave(collectionId, holder);
  }

  /** Logs out everywhere and ends all threads. */
  async dispose(): Promise<void> {
    this.#disposed = true;
    for (const watch of this.#watches.values()) this.#close(watch);
    this.#watches.clear();
    await Promise.all(this.#closing);
  }

  #endWatch(collectionId: string): void {
    const watch = this.#watches.get(collectionId);
    if (!watch) return;
    this.#watches.delete(collectionId);
    this.#close(watch);
  }

  #close(watch: LiveWatch): void {
    const closing = watch.close();
    this.#closing.add(closing);
    void closing.finally(() => this.#closing.delete(closing));
  }

  #make(collectionId: string, kinds: readonly ResourceType[]): LiveWatch {
    const { settings, collection, reach, onIsolate, onChanges } = this.#options;
    this.#started += 1;
    const told = this.#told.get(collectionId) ?? new ToldObjects();
    this.#told.set(collectionId, told);
    return new LiveWatch({
      told,
      collectionId,
      kinds,
      isolate: `live-${this.#started}`,
      open: async () => {
        const { log, attributes } = collection(collectionId);
        const { login, release } = await reach(collectionId);
        return { spec: { ...login, kinds: [...kinds], attributes }, log, release };
      },
      pollSeconds: () => settings().pollSeconds,
      onIsolate,
      onChanges: (changes) => onChanges(collectionId, changes),
    });
  }
}

const SWITCHED_OFF: ErrorData = {
  code: 'usage',
  message: 'Live changes are off in the settings (VSPHERE_LIVE_UPDATES).',
  action: 'Turn them on in Settings and collect again.',
};
