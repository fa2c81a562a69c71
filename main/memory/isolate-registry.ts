import { HeapsphereError } from '../../shared/errors.ts';
import type { ObservedIsolate } from './isolate.ts';

/** The isolates that can be looked into now. */
export class IsolateRegistry {
  readonly #isolates = new Map<string, ObservedIsolate>();
  readonly #listeners = new Set<() => void>();

  /** @returns its removal */
  add(isolate: ObservedIsolate): () => void {
    this.#isolates.set(isolate.name, isolate);
    this.#tell();
    return () => {
      if (this.#isolates.delete(isolate.name)) this.#tell();
    };
  }

  list(): ObservedIsolate[] {
    return [...this.#isolates.values()];
  }

  /** Throws HeapsphereError `usage` for one that has ended or never was. */
  get(name: string): ObservedIsolate {
    const isolate = this.#isolates.get(name);
    if (isolate) return isolate;
    throw new HeapsphereError({
      code: 'usage',
      message: `There is no isolate "${name}" at work.`,
      action: `Choose one of these: ${[...this.#isolates.keys()].join(', ')}.`,
    });
  }

  /** Told whenever one comes or goes. @returns the end of it */
  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}
