import { HeapsphereError } from '../../shared/errors.ts';
import type { AllocationRecording, CollectedGarbage } from '../memory/isolate.ts';
import type { InspectionAnswer, InspectionQuestion, WorkerCommand, WorkerMessage } from './protocol.ts';

interface InspectionOptions {
  readonly collectGarbage: () => CollectedGarbage;
  readonly writeHeapSnapshot: (path: string) => void;
  readonly recordAllocations: () => Promise<AllocationRecording>;
  readonly tell: (message: WorkerMessage) => void;
}

/** What the collector's thread does when its memory is looked into. finish() ends a recording that still runs. */
export class Inspection {
  readonly #options: InspectionOptions;
  #recording: AllocationRecording | undefined;

  constructor(options: InspectionOptions) {
    this.#options = options;
  }

  async inspect({ id, question }: Extract<WorkerCommand, { kind: 'inspect' }>): Promise<void> {
    this.#options.tell({ kind: 'inspected', id, answer: await this.#answer(question) });
  }

  stopRecording(): void {
    this.#recording?.stop();
  }

  /** The work is done: tells what was recorded until now. */
  async finish(): Promise<void> {
    this.stopRecording();
    await this.#recording?.text.catch(() => undefined);
  }

  async #answer(question: InspectionQuestion): Promise<InspectionAnswer> {
    const { collectGarbage, writeHeapSnapshot } = this.#options;
    try {
      if (question.what === 'garbage') return { ok: true, collected: collectGarbage() };
      if (question.what === 'snapshot') {
        writeHeapSnapshot(question.path);
        return { ok: true };
      }
      const recording = await this.#options.recordAllocations();
      this.#recording = recording;
      void this.#tellText(recording);
      return { ok: true };
    } catch (error) {
      return { ok: false, error: HeapsphereError.dataOf(error) };
    }
  }

  async #tellText({ text }: AllocationRecording): Promise<void> {
    const { tell } = this.#options;
    try {
      tell({ kind: 'recorded', text: await text });
    } catch (error) {
      tell({ kind: 'recorded', error: HeapsphereError.dataOf(error) });
    } finally {
      this.#recording = undefined;
    }
  }
}
