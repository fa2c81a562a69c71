import type { AllocationProfile } from '../../shared/contract.ts';
import { HeapsphereError } from '../../shared/errors.ts';
import { summarizeProfile } from './allocation-profile.ts';
import type { AllocationRecording, ObservedIsolate } from './isolate.ts';
import type { WrittenFile } from './private-file.ts';
import { inTime } from './time-limit.ts';

/** V8 keeps each sample of a recording in memory, so that one ends by itself; what it has can still be fetched. */
export const MAX_RECORDING_MS = 5 * 60_000;
const ANSWER_MS = 10_000;
/** A profile of many samples takes the isolate a while to put together. */
const STOP_MS = 30_000;

export interface RecordedProfile {
  readonly isolate: string;
  readonly seconds: number;
  readonly file: WrittenFile;
  readonly profile: AllocationProfile;
}

interface Running {
  readonly isolate: string;
  readonly since: number;
  readonly recording: AllocationRecording;
  readonly timer: NodeJS.Timeout;
  /** When it ended by itself. */
  endedAt: number | undefined;
}

type WriteFile = (isolate: string, extension: string, text: string) => Promise<WrittenFile>;

/** One recording of allocations at a time, of any isolate. One owner: dispose() ends it. */
export class ProfileRecorder {
  readonly #write: WriteFile;
  readonly #onChange: () => void;
  #running: Running | undefined;
  #starting = false;

  constructor(write: WriteFile, onChange: () => void) {
    this.#write = write;
    this.#onChange = onChange;
  }

  get state(): { isolate: string; since: number } | undefined {
    return this.#running && { isolate: this.#running.isolate, since: this.#running.since };
  }

  /** Throws HeapsphereError `usage` while another recording is not fetched, or when the isolate is gone or too busy. */
  async start(isolate: ObservedIsolate): Promise<void> {
    if (this.#running || this.#starting) throw recordingAlready(this.#running?.isolate ?? isolate.name);
    this.#starting = true;
    try {
      const started = isolate.recordAllocations();
      const recording = await inTime(started, isolate.name, ANSWER_MS, (late) => late.stop());
      const timer = setTimeout(() => recording.stop(), MAX_RECORDING_MS);
      timer.unref();
      const running: Running = { isolate: isolate.name, since: Date.now(), recording, timer, endedAt: undefined };
      const ended = () => {
        running.endedAt = Date.now();
      };
      recording.text.then(ended, ended);
      this.#running = running;
    } finally {
      this.#starting = false;
    }
    this.#onChange();
  }

  /**
   * Ends the recording, writes it and tells where was allocated; of an isolate that ended meanwhile, until then.
   * Throws `usage` when nothing is recorded, or when the isolate was ended by force and took its recording along.
   */
  async stop(): Promise<RecordedProfile> {
    const running = this.#running;
    if (!running) throw nothingRecorded();
    const { isolate, since, recording, timer } = running;
    clearTimeout(timer);
    recording.stop();
    const until = running.endedAt ?? Date.now();
    try {
      const text = await inTime(recording.text, isolate, STOP_MS);
      const file = await this.#write(isolate, '.heapprofile', text);
      return { isolate, seconds: (until - since) / 1000, file, profile: summarizeProfile(text) };
    } finally {
      if (this.#running === running) this.#running = undefined;
      this.#onChange();
    }
  }

  dispose(): void {
    clearTimeout(this.#running?.timer);
    this.#running?.recording.stop();
    this.#running = undefined;
  }
}

function recordingAlready(isolate: string): HeapsphereError {
  return new HeapsphereError({
    code: 'usage',
    message: `The allocations of ${isolate} are being recorded.`,
    action: 'End that recording first.',
  });
}

function nothingRecorded(): HeapsphereError {
  return new HeapsphereError({
    code: 'usage',
    message: 'No recording of allocations is running.',
    action: 'Start one first.',
  });
}
