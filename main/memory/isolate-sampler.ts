import type { IsolateSample } from '../../shared/contract.ts';
import type { IsolateReading } from './isolate.ts';

/** Longest wait for one isolate's answer: a worker inside a long built-in call answers only after it. */
const ANSWER_MS = 200;

/** Reads one isolate again and again, one question at a time. */
export class IsolateSampler {
  readonly #isolate: string;
  readonly #read: () => Promise<IsolateReading | undefined>;
  #asking = false;

  constructor(isolate: string, read: () => Promise<IsolateReading | undefined>) {
    this.#isolate = isolate;
    this.#read = read;
  }

  /** Undefined when it is busy, gone, or still at the question before. Never rejects. */
  async sample(): Promise<IsolateSample | undefined> {
    if (this.#asking) return undefined;
    this.#asking = true;
    const answer = this.#read()
      .catch(() => undefined)
      .finally(() => {
        this.#asking = false;
      });
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<undefined>((resolve) => {
      timer = setTimeout(() => resolve(undefined), ANSWER_MS);
    });
    const reading = await Promise.race([answer, late]);
    clearTimeout(timer);
    return reading && { isolate: this.#isolate, ...reading };
  }
}
