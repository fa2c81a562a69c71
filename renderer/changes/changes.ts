import type { Envelope, HeapsphereBridge } from '../../shared/contract.ts';
import type { ErrorData } from '../../shared/errors.ts';
import type { ExportFormat } from '../../shared/export-view.ts';
import type { ComparisonOrder, ComparisonState, GenerationList } from '../../shared/generations-view.ts';
import type { LinkStore } from '../bridge/link-store.ts';
import type { ChangeFilter } from './change-filter.ts';
import { NO_FILTER } from './change-filter.ts';
import type { ChangeRow } from './change-row.ts';
import { ChangeRows } from './change-rows.ts';
import { type ChangesStore, createChangesStore } from './changes-store.ts';
import { defaultPair, keptPair, previousOf } from './pair-choice.ts';

/** Shortest time between two redraws caused by arriving pages, in milliseconds. */
const REFRESH_MS = 150;

export interface ChangesOptions {
  readonly bridge: HeapsphereBridge;
  readonly link: LinkStore;
}

/**
 * The collections that are kept, and the comparison on screen. The newest pair is compared while somebody looks, and again when a
 * collection has come to it, unless the operator chose another one.
 */
export class Changes {
  readonly store: ChangesStore = createChangesStore();
  readonly #bridge: HeapsphereBridge;
  readonly #ends: readonly (() => void)[];
  #rows = new ChangeRows();
  #watchers = 0;
  #lastId = 0;
  #refreshTimer: ReturnType<typeof setTimeout> | undefined;

  constructor({ bridge, link }: ChangesOptions) {
    this.#bridge = bridge;
    this.#ends = [
      bridge.pushes['generations:changed'](() => {
        if (this.#watchers > 0) void this.read();
      }),
      bridge.pushes['generations:page'](({ id, seq, page }) => {
        if (id !== this.store.getState().comparison?.id) return;
        this.#rows.add(page);
        this.#refreshTimer ??= setTimeout(() => this.#refresh(), REFRESH_MS);
        void bridge.requests['generations:credit']({ id, seq });
      }),
      bridge.pushes['generations:state']((state) => this.#hear(state)),
      link.subscribe((now, before) => {
        // Main has ended what this window had under way.
        if (now.generation !== before.generation) this.#reconnect();
      }),
    ];
  }

  /** Somebody looks, until the returned function is called. */
  open(): () => void {
    this.#watchers += 1;
    void this.read();
    let closed = false;
    return () => {
      if (!closed) this.#watchers -= 1;
      closed = true;
    };
  }

  /** Asks what is kept, and compares what is to be compared. */
  async read(): Promise<void> {
    this.#take(await this.#bridge.requests['generations:list']({}));
  }

  /** The line at a position on screen. */
  row(position: number): ChangeRow | undefined {
    return this.#rows.at(position);
  }

  /** Chooses the newer one; it is compared with the one before it. */
  chooseNewer(newer: string): void {
    const { list } = this.store.getState();
    this.store.setState({ chosen: true, pair: { newer, older: previousOf(newer, list?.generations ?? []) } });
    this.#compare();
  }

  chooseOlder(older: string): void {
    const { pair } = this.store.getState();
    this.store.setState({ chosen: true, pair: { ...pair, older } });
    this.#compare();
  }

  showUsage(usage: boolean): void {
    this.store.setState({ usage });
    this.#compare();
  }

  filterBy(filter: ChangeFilter): void {
    this.store.setState({ filter });
    this.#rows.filterBy(filter);
    this.#refresh();
  }

  /** Compares once more, whatever came of the last time. */
  again(): void {
    this.#compare();
  }

  cancel(): void {
    const { comparison } = this.store.getState();
    if (comparison?.phase === 'running') void this.#bridge.requests['generations:cancel']({ id: comparison.id });
  }

  /** Writes what is compared on screen into a file. */
  async export(format: ExportFormat, gzip: boolean): Promise<void> {
    const order = this.#order();
    if (order === undefined) return;
    const id = this.#newId();
    this.store.setState({ file: running(id) });
    const envelope = await this.#bridge.requests['generations:export']({ ...order, id, format, gzip });
    if (!envelope.ok) this.#hear(failed(id, envelope.error));
  }

  cancelExport(): void {
    const { file } = this.store.getState();
    if (file?.phase === 'running') void this.#bridge.requests['generations:cancel']({ id: file.id });
  }

  async remove(id: string): Promise<void> {
    this.#take(await this.#bridge.requests['generations:delete']({ id }));
  }

  async pin(id: string, pinned: boolean): Promise<void> {
    this.#take(await this.#bridge.requests['generations:pin']({ id, pinned }));
  }

  dispose(): void {
    for (const end of this.#ends) end();
    clearTimeout(this.#refreshTimer);
    this.cancel();
  }

  #take(envelope: Envelope<GenerationList>): void {
    if (!envelope.ok) {
      this.store.setState({ listError: envelope.error });
      return;
    }
    const list = envelope.value;
    const { chosen, pair: before } = this.store.getState();
    const kept = chosen ? keptPair(before, list.generations) : undefined;
    const pair = kept ?? defaultPair(list.generations);
    this.store.setState({ list, listError: undefined, pair, chosen: kept !== undefined });
    const { comparison } = this.store.getState();
    const same = pair.older === before.older && pair.newer === before.newer;
    if (!same || (comparison === undefined && this.#order() !== undefined)) this.#compare();
  }

  /** Begins anew with what is chosen; the comparison before is ended by main. */
  #compare(): void {
    const order = this.#order();
    this.#rows = new ChangeRows();
    const { comparison, usage } = this.store.getState();
    const filter = this.#filterFor(usage);
    this.#rows.filterBy(filter);
    if (order === undefined) {
      if (comparison?.phase === 'running') this.cancel();
      this.store.setState({ comparison: undefined, filter });
      this.#refresh();
      return;
    }
    const id = this.#newId();
    this.store.setState({ comparison: running(id), filter });
    this.#refresh();
    void this.#bridge.requests['generations:compare']({ ...order, id }).then((envelope) => {
      if (!envelope.ok) this.#hear(failed(id, envelope.error));
    });
  }

  /** The filter stays, unless it is by an attribute that is not compared any more. */
  #filterFor(usage: boolean): ChangeFilter {
    const { filter } = this.store.getState();
    return usage || filter.path === undefined ? filter : { ...NO_FILTER, text: filter.text };
  }

  #order(): ComparisonOrder | undefined {
    const { pair, usage } = this.store.getState();
    const { older, newer } = pair;
    return older === undefined || newer === undefined ? undefined : { older, newer, usage };
  }

  #hear(state: ComparisonState): void {
    const { comparison, file } = this.store.getState();
    if (state.id === comparison?.id) {
      this.store.setState({ comparison: state });
      if (state.phase !== 'running') this.#refresh();
    }
    if (state.id === file?.id) this.store.setState({ file: state });
  }

  #reconnect(): void {
    const { comparison, file } = this.store.getState();
    if (file?.phase === 'running') this.store.setState({ file: { ...file, phase: 'cancelled' } });
    if (comparison?.phase === 'running') this.#compare();
    if (this.#watchers > 0) void this.read();
  }

  #refresh(): void {
    clearTimeout(this.#refreshTimer);
    this.#refreshTimer = undefined;
    const { length: rows, shown, left } = this.#rows;
    this.store.setState(({ revision }) => ({ rows, shown, left, revision: revision + 1 }));
  }

  /** Unlike any that another window or an earlier page gave: main tells windows apart, and this page its comparisons. */
  #newId(): string {
    this.#lastId += 1;
    return `${Date.now().toString(36)}-${this.#lastId}`;
  }
}

function running(id: string): ComparisonState {
  return { id, phase: 'running', rowsRead: 0, rowsExpected: 0 };
}

function failed(id: string, error: ErrorData): ComparisonState {
  return { ...running(id), phase: 'failed', error };
}
