import { PUSH_NAMES, type PushName } from '../../shared/channels.ts';

type Listener = (payload: unknown) => void;

/** Who listens to which push: tells when the first listener came and when the last one left. */
export class Subscriptions {
  readonly #listeners = new Map<PushName, Set<Listener>>();
  readonly #changed: (name: PushName, wanted: boolean) => void;

  constructor(changed: (name: PushName, wanted: boolean) => void) {
    this.#changed = changed;
  }

  /** Adds a listener; the returned function removes it and may be called more than once. */
  add(name: PushName, listener: Listener): () => void {
    const listeners = this.#listeners.get(name) ?? new Set<Listener>();
    this.#listeners.set(name, listeners);
    listeners.add(listener);
    if (listeners.size === 1) this.#changed(name, true);
    return () => {
      if (listeners.delete(listener) && listeners.size === 0) this.#changed(name, false);
    };
  }

  emit(name: PushName, payload: unknown): void {
    for (const listener of this.#listeners.get(name) ?? []) listener(payload);
  }

  /** Pushes that somebody listens to, in contract order. */
  wanted(): readonly PushName[] {
    return PUSH_NAMES.filter((name) => (this.#listeners.get(name)?.size ?? 0) > 0);
  }
}
