import type { Worker } from 'node:worker_threads';
import { HeapsphereError } from '../../shared/errors.ts';
import type { AllocationRecording, CollectedGarbage, IsolateReading, ObservedIsolate } from '../memory/isolate.ts';
import type { Vitals } from '../memory/vitals.ts';
import type { InspectionAnswer, InspectionQuestion, WorkerCommand, WorkerMessage } from './protocol.ts';

/** Vitals older than this are no news any more: the worker is busy. */
const VITALS_MS = 1000;

interface Pending<T> {
  readonly resolve: (value: T) => void;
  readonly reject: (error: unknown) => void;
}

/** A collector's isolate, seen from the main thread: what V8 tells of it from outside, and what it has to be asked for. */
export class WorkerIsolate implements ObservedIsolate {
  readonly name: string;
  readonly #worker: Worker;
  readonly #onHeld: (bytes: number) => void;
  readonly #questions = new Map<number, Pending<InspectionAnswer>>();
  #asked = 0;
  #recording: Pending<string> | undefined;
  #vitals: (Vitals & { readonly at: number }) | undefined;
  #gone = false;

  /** @param onHeld told what the isolate holds whenever it is read: heap in use and external memory, in bytes */
  constructor(name: string, worker: Worker, onHeld: (bytes: number) => void) {
    this.name = name;
    this.#worker = worker;
    this.#onHeld = onHeld;
  }

  async read(): Promise<IsolateReading> {
    const heap = await this.#worker.getHeapStatistics();
    this.#onHeld(heap.used_heap_size + heap.external_memory);
    return {
      heapUsed: heap.used_heap_size,
      heapTotal: heap.total_heap_size,
      external: heap.external_memory,
      heapLimit: heap.heap_size_limit,
      ...this.#takeVitals(),
    };
  }

  async collectGarbage(): Promise<CollectedGarbage> {
    const { collected } = await this.#ask({ what: 'garbage' });
    if (!collected) throw gone(this.name);
    return collected;
  }

  async writeHeapSnapshot(path: string): Promise<void> {
    await this.#ask({ what: 'snapshot', path });
  }

  async recordAllocations(): Promise<AllocationRecording> {
    await this.#ask({ what: 'allocations' });
    const text = new Promise<string>((resolve, reject) => {
      this.#recording = { resolve, reject };
      if (this.#gone) reject(gone(this.name));
    });
    // Whoever holds the recording asks for it later, perhaps after it failed.
    text.catch(() => {});
    return { text, stop: () => this.#post({ kind: 'stop-recording' }) };
  }

  /** Takes a message that is about this isolate. */
  receive(message: Extract<WorkerMessage, { kind: 'vitals' | 'inspected' | 'recorded' }>): void {
    switch (message.kind) {
      case 'vitals':
        this.#vitals = { ...message.vitals, at: performance.now() };
        return;
      case 'inspected':
        this.#questions.get(message.id)?.resolve(message.answer);
        this.#questions.delete(message.id);
        return;
      case 'recorded':
        if ('text' in message) this.#recording?.resolve(message.text);
        else this.#recording?.reject(new HeapsphereError(message.error));
        this.#recording = undefined;
    }
  }

  /** The thread has ended: whoever still waits is told. */
  ended(): void {
    this.#gone = true;
    for (const { reject } of this.#questions.values()) reject(gone(this.name));
    this.#questions.clear();
    this.#recording?.reject(gone(this.name));
    this.#recording = undefined;
  }

  async #ask(question: InspectionQuestion): Promise<Extract<InspectionAnswer, { ok: true }>> {
    if (this.#gone) throw gone(this.name);
    this.#asked += 1;
    const id = this.#asked;
    const answer = await new Promise<InspectionAnswer>((resolve, reject) => {
      this.#questions.set(id, { resolve, reject });
      this.#post({ kind: 'inspect', id, question });
    });
    if (answer.ok) return answer;
    throw new HeapsphereError(answer.error);
  }

  #takeVitals(): Partial<Vitals> {
    const vitals = this.#vitals;
    if (!vitals || performance.now() - vitals.at > VITALS_MS) return {};
    return { arrayBuffers: vitals.arrayBuffers, loopDelayMs: vitals.loopDelayMs };
  }

  #post(command: WorkerCommand): void {
    this.#worker.postMessage(command);
  }
}

function gone(name: string): HeapsphereError {
  return new HeapsphereError({
    code: 'usage',
    message: `${name} has ended.`,
    action: 'Choose an isolate that is at work, or start a collection.',
  });
}
