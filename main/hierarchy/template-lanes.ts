import { type ErrorData, HeapsphereError } from '../../shared/errors.ts';
import { TEMPLATES_SHOWN, type TemplateLane } from '../../shared/hierarchy-view.ts';
import type { TemplateDetails } from './read-templates.ts';

/** How the templates of a branch stand. */
export interface LaneState {
  /** Most that are shown. */
  readonly limit: number;
  readonly lane: TemplateLane;
  readonly error?: ErrorData;
}

const NOT_ASKED: LaneState = { limit: TEMPLATES_SHOWN, lane: 'none' };

export interface TemplateLanesOptions {
  readonly read: (refs: readonly string[], signal: AbortSignal) => Promise<readonly TemplateDetails[]>;
  /** Nobody waits longer than this for the details of one branch, in milliseconds. */
  readonly timeoutMs: number;
  readonly onChange: (id: string, details: readonly TemplateDetails[]) => Promise<void>;
}

/** The slow lane: details of templates, one branch after the other, so that they never hold up what is being opened. */
export class TemplateLanes {
  readonly #options: TemplateLanesOptions;
  readonly #states = new Map<string, LaneState>();
  #last: Promise<void> = Promise.resolve();

  constructor(options: TemplateLanesOptions) {
    this.#options = options;
  }

  stateOf(id: string): LaneState {
    return this.#states.get(id) ?? NOT_ASKED;
  }

  /** Shows more templates of a branch from now on. */
  showMore(id: string): void {
    const state = this.stateOf(id);
    this.#states.set(id, { ...state, limit: state.limit + TEMPLATES_SHOWN });
  }

  /** Reads the details of these templates of a branch when it is its turn. Never rejects; the state tells. */
  read(id: string, refs: readonly string[]): Promise<void> {
    if (refs.length === 0) return this.#last;
    this.#set(id, { lane: 'waiting' });
    this.#last = this.#last.then(() => this.#read(id, refs));
    return this.#last;
  }

  async #read(id: string, refs: readonly string[]): Promise<void> {
    this.#set(id, { lane: 'reading' });
    const signal = AbortSignal.timeout(this.#options.timeoutMs);
    let details: readonly TemplateDetails[] = [];
    try {
      details = await this.#options.read(refs, signal);
      this.#set(id, { lane: 'ready' });
    } catch (error) {
      this.#set(id, signal.aborted ? { lane: 'late' } : { lane: 'failed', error: HeapsphereError.dataOf(error) });
    }
    await this.#options.onChange(id, details);
  }

  #set(id: string, { lane, error }: Omit<LaneState, 'limit'>): void {
    const { limit } = this.stateOf(id);
    this.#states.set(id, { limit, lane, ...(error ? { error } : {}) });
  }
}
