import { HeapsphereError } from '../shared/errors.ts';
import type { ExportFormat } from '../shared/export-view.ts';
import type { ComparisonOrder, ComparisonState } from '../shared/generations-view.ts';
import { compareIntoFile, exportPath } from './changes-export.ts';
import type { ConnectionScope } from './dispatch.ts';
import type { Comparison, Generations } from './open-generations.ts';
import type { SettingsStore } from './open-settings.ts';
import type { Services } from './services.ts';

export interface ComparisonsOptions {
  readonly services: Pick<Services, 'generations'>;
  readonly settings: SettingsStore;
  /** Data folder. */
  readonly folder: string;
}

/** What one window has under way, by the id that it gave. */
interface UnderWay {
  readonly kind: 'shown' | 'file';
  readonly credit: (seq: number) => void;
  readonly cancel: () => void;
  /** Resolves when nothing of it is left. */
  readonly ended: Promise<void>;
}

/** Comparisons that windows ask for: one on screen and one into a file each, ended with the window. */
export class Comparisons {
  readonly #options: ComparisonsOptions;
  readonly #byScope = new Map<ConnectionScope, Map<string, UnderWay>>();

  constructor(options: ComparisonsOptions) {
    this.#options = options;
  }

  /** Throws `usage` where the program keeps none. */
  get generations(): Generations {
    const { generations } = this.#options.services;
    if (generations) return generations;
    throw new HeapsphereError({
      code: 'usage',
      message: 'Heapsphere keeps no generations here.',
      action: 'Start it with a data folder.',
    });
  }

  /** Begins to compare; pages and states follow as pushes. Throws `usage` for an id that is not there. */
  async compare(scope: ConnectionScope, id: string, order: ComparisonOrder): Promise<void> {
    const { promise: ended, resolve: leave } = Promise.withResolvers<void>();
    let comparison: Comparison | undefined;
    let wanted = true;
    const cancel = () => {
      wanted = false;
      comparison?.cancel();
    };
    const teller = new StateTeller(id, (state) => scope.push('generations:state', state));
    try {
      // One thread for each window, however fast somebody chooses.
      await this.#enter(scope, id, { kind: 'shown', credit: (seq) => comparison?.credit(seq), cancel, ended });
      if (wanted) {
        comparison = await this.generations.compare(order, {
          onPage: (seq, page) => scope.push('generations:page', { id, seq, page }),
          onProgress: (progress) => teller.tell(progress),
        });
        if (!wanted) comparison.cancel();
      }
    } finally {
      if (!comparison) this.#leave(scope, id, leave);
    }
    if (!comparison) {
      teller.tell({ phase: 'cancelled' });
      return;
    }
    void comparison.finished.then(({ summary, error }) => {
      this.#leave(scope, id, leave);
      if (summary) teller.tell({ phase: 'done', summary });
      else teller.fail(error);
    });
  }

  /** Begins to write a difference into the folder of exports; states follow as pushes. Throws `usage` for an id that is not there. */
  async export(
    scope: ConnectionScope,
    id: string,
    order: ComparisonOrder,
    { format, gzip: wish }: { readonly format: ExportFormat; readonly gzip: boolean },
  ): Promise<void> {
    const { folder, settings } = this.#options;
    const { promise: ended, resolve: leave } = Promise.withResolvers<void>();
    const abort = new AbortController();
    const teller = new StateTeller(id, (state) => scope.push('generations:state', state));
    try {
      await this.#enter(scope, id, { kind: 'file', credit: () => {}, cancel: () => abort.abort(), ended });
      const { source } = await this.generations.get(order.newer);
      const name = { format, gzip: wish && format !== 'xlsx' };
      const path = await exportPath(folder, `${source.label} changes`, name, new Date());
      const level = settings.resolved.settings.compressionLevel;
      const target = { path, name, level, mode: 0o600 };
      const onProgress = teller.tell.bind(teller);
      const written = compareIntoFile(this.generations, order, { target, onProgress, signal: abort.signal });
      void written
        .then(
          ({ summary, bytes, objects }) => teller.tell({ phase: 'done', summary, file: { path, bytes, objects } }),
          (error: unknown) => teller.fail(HeapsphereError.dataOf(error)),
        )
        .finally(() => this.#leave(scope, id, leave));
    } catch (error) {
      this.#leave(scope, id, leave);
      throw error;
    }
  }

  credit(scope: ConnectionScope, id: string, seq: number): void {
    this.#byScope.get(scope)?.get(id)?.credit(seq);
  }

  cancel(scope: ConnectionScope, id: string): void {
    this.#byScope.get(scope)?.get(id)?.cancel();
  }

  /** Ends all of them, and waits until nothing is left of files that were not finished. Idempotent. */
  async dispose(): Promise<void> {
    const all = [...this.#byScope.values()].flatMap((entries) => [...entries.values()]);
    for (const { cancel } of all) cancel();
    await Promise.all(all.map(({ ended }) => ended));
  }

  /** Ends what this window compared before in this way; resolves when that is done. */
  async #enter(scope: ConnectionScope, id: string, entry: UnderWay): Promise<void> {
    let entries = this.#byScope.get(scope);
    if (!entries) {
      entries = new Map();
      this.#byScope.set(scope, entries);
      scope.onClose(() => {
        for (const each of this.#byScope.get(scope)?.values() ?? []) each.cancel();
        this.#byScope.delete(scope);
      });
    }
    const before = [...entries.values()].filter(({ kind }) => kind === entry.kind);
    entries.set(id, entry);
    for (const each of before) each.cancel();
    await Promise.all(before.map(({ ended }) => ended));
  }

  #leave(scope: ConnectionScope, id: string, ended: () => void): void {
    this.#byScope.get(scope)?.delete(id);
    ended();
  }
}

/** Tells a window where one comparison stands. */
class StateTeller {
  readonly #push: (state: ComparisonState) => void;
  #state: ComparisonState;

  constructor(id: string, push: (state: ComparisonState) => void) {
    this.#state = { id, phase: 'running', rowsRead: 0, rowsExpected: 0 };
    this.#push = push;
  }

  tell(change: Partial<ComparisonState>): void {
    this.#state = { ...this.#state, ...change };
    this.#push(this.#state);
  }

  fail(error: ComparisonState['error']): void {
    if (error?.code === 'cancelled') this.tell({ phase: 'cancelled' });
    else this.tell({ phase: 'failed', ...(error ? { error } : {}) });
  }
}
