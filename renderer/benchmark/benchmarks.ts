import { createStore, type StoreApi } from 'zustand/vanilla';
import type { BenchmarkReport } from '../../shared/benchmark/benchmark-view.ts';
import type { HeapsphereBridge } from '../../shared/contract.ts';
import type { ErrorData } from '../../shared/errors.ts';
import type { LinkStore } from '../bridge/link-store.ts';
import { BenchmarkHistory, baselineOf } from './benchmark-history.ts';
import { BenchmarkReports } from './benchmark-reports.ts';
import { BenchmarkResult } from './benchmark-result.ts';
import { BenchmarkRun } from './benchmark-run.ts';
import { FIRST_DRAFT, type OrderContext, type OrderDraft, type OrderProblem, orderOf } from './order-draft.ts';

export interface BenchmarksOptions {
  readonly bridge: HeapsphereBridge;
  readonly link: LinkStore;
  /** Gives a report to the operator as a file. */
  readonly save: (report: BenchmarkReport) => void;
}

/** The order form: it outlives the screen, so that nothing that was typed is lost. */
export interface OrderState {
  readonly draft: OrderDraft;
  /** What was wrong with it when it was last sent. */
  readonly problem: OrderProblem | undefined;
}

/** Benchmarks as the screen works with them: the one that runs, those that ran, and the one that is looked at. */
export class Benchmarks {
  readonly run: BenchmarkRun;
  readonly history: BenchmarkHistory;
  readonly result: BenchmarkResult;
  readonly reports: BenchmarkReports;
  readonly order: StoreApi<OrderState> = createStore<OrderState>(() => ({ draft: FIRST_DRAFT, problem: undefined }));
  #opened = false;

  constructor({ bridge, link, save }: BenchmarksOptions) {
    this.history = new BenchmarkHistory(bridge);
    this.result = new BenchmarkResult(bridge);
    this.reports = new BenchmarkReports(bridge, save);
    this.run = new BenchmarkRun({ bridge, link, ended: (id) => void this.#ended(id) });
    this.history.store.subscribe((now, before) => {
      if (now.list !== before.list) this.#findBaseline();
    });
    this.result.store.subscribe((now, before) => {
      if (now.id === before.id) return;
      this.reports.clear();
      this.#findBaseline();
    });
  }

  /** The screen was opened: reads the history, and the first time shows the newest benchmark unless one is running. */
  async open(): Promise<void> {
    const isFirst = !this.#opened;
    this.#opened = true;
    await this.history.read();
    const newest = this.history.store.getState().list?.[0];
    const isFree = this.result.store.getState().id === undefined && this.run.store.getState().running === undefined;
    if (isFirst && isFree && newest !== undefined) await this.result.open(newest.id);
  }

  edit(changes: Partial<OrderDraft>): void {
    this.order.setState(({ draft }) => ({ draft: { ...draft, ...changes }, problem: undefined }));
  }

  /** Sends the order as it stands, unless something is wrong with it. What is shown makes room for the new one. */
  async start(context: OrderContext): Promise<void> {
    const result = orderOf(this.order.getState().draft, context);
    this.order.setState({ problem: result.ok ? undefined : result.problem });
    if (result.ok && (await this.run.start(result.order))) this.result.close();
  }

  /** Removes a benchmark. Gives why it is still there; when it was shown, its neighbour takes its place. */
  async remove(id: string): Promise<ErrorData | undefined> {
    const { list = [] } = this.history.store.getState();
    const index = list.findIndex((summary) => summary.id === id);
    const neighbour = list[index + 1] ?? list[index - 1];
    const error = await this.history.remove(id);
    if (error !== undefined || this.result.store.getState().id !== id) return error;
    this.result.close();
    if (neighbour !== undefined) await this.result.open(neighbour.id);
    return undefined;
  }

  dispose(): void {
    this.run.dispose();
  }

  async #ended(id: string): Promise<void> {
    await this.history.read();
    const { id: shown } = this.result.store.getState();
    // Whoever looks at another one meanwhile is not torn away from it.
    if (this.history.find(id) !== undefined && (shown === undefined || shown === id)) await this.result.open(id);
  }

  #findBaseline(): void {
    const { list = [] } = this.history.store.getState();
    void this.result.holdAgainst(baselineOf(list, this.result.store.getState().id)?.id);
  }
}
