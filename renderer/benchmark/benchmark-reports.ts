import { createStore, type StoreApi } from 'zustand/vanilla';
import type { BenchmarkReport, ReportFormat } from '../../shared/benchmark/benchmark-view.ts';
import type { HeapsphereBridge } from '../../shared/contract.ts';
import type { ErrorData } from '../../shared/errors.ts';

export interface BenchmarkReportsState {
  readonly busy: boolean;
  /** Name of the file that was saved last. */
  readonly saved: string | undefined;
  /** Why there is no report. */
  readonly error: ErrorData | undefined;
}

const NOTHING: BenchmarkReportsState = { busy: false, saved: undefined, error: undefined };

/** Has reports written by main and gives them to the operator as files. */
export class BenchmarkReports {
  readonly store: StoreApi<BenchmarkReportsState> = createStore<BenchmarkReportsState>(() => NOTHING);
  readonly #bridge: HeapsphereBridge;
  readonly #save: (report: BenchmarkReport) => void;

  constructor(bridge: HeapsphereBridge, save: (report: BenchmarkReport) => void) {
    this.#bridge = bridge;
    this.#save = save;
  }

  async write(id: string, format: ReportFormat): Promise<void> {
    this.store.setState({ ...NOTHING, busy: true });
    const envelope = await this.#bridge.requests['benchmark:report']({ id, format });
    if (envelope.ok) {
      this.#save(envelope.value);
      this.store.setState({ ...NOTHING, saved: envelope.value.fileName });
    } else this.store.setState({ ...NOTHING, error: envelope.error });
  }

  /** Forgets what came of the last report. */
  clear(): void {
    this.store.setState(NOTHING);
  }
}
