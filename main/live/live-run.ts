import { HeapsphereError } from '../../shared/errors.ts';
import type { ColumnBatch, ResourceType } from '../../shared/inventory.ts';
import type { ObjectContent } from '../vsphere/object-decoder.ts';
import type { ReadObjects } from '../vsphere/object-reader.ts';
import { ChangedObjects } from './changed-objects.ts';
import type { FlowGate } from './flow-gate.ts';
import type { LiveSource, OpenLiveSource } from './live-source.ts';
import type { LeftObjects, LiveReport } from './protocol.ts';
import type { RowComparison } from './row-comparison.ts';

/** Rows in one shipment, and objects read anew at once. */
const SHIPMENT_ROWS = 100;
const FIRST_RETRY_MS = 1000;
const LONGEST_RETRY_MS = 60_000;

export interface LiveRunDependencies {
  readonly open: OpenLiveSource;
  /** What the windows show, and what is different from it. */
  readonly comparison: RowComparison;
  /** Rows of objects that were read anew. */
  readonly toRows: (read: ReadObjects) => readonly ColumnBatch[];
  /** The pace of the windows. */
  readonly gate: FlowGate;
  readonly ship: (seq: number, rows: readonly ColumnBatch[], left: readonly LeftObjects[]) => void;
  readonly report: (report: LiveReport) => void;
  /** Everything up to this recheck was told again. */
  readonly rechecked: (id: number) => void;
  /** Waits before another attempt; in milliseconds. Rejects when aborted. */
  readonly pause: (milliseconds: number, signal: AbortSignal) => Promise<void>;
  /** Whether an error tells that the wait was ended on purpose, or that the version is not known any more. */
  readonly waitFailure: (error: unknown) => 'cancelled' | 'unknown-version' | undefined;
  readonly now: () => number;
}

/**
 * Keeps the rows of an estate current: logs in, has the server tell every change, reads changed objects anew, and ships what
 * is different. The server is asked for more only when the last shipments were acknowledged: meanwhile it gathers changes by
 * itself, so that no queue grows. A lost connection is tried again with growing pauses; a refused login is not.
 */
export class LiveRun {
  readonly #deps: LiveRunDependencies;
  #source: LiveSource | undefined;
  /** What is to be told again. */
  #recheck: { readonly id: number; readonly told: readonly LeftObjects[] } | undefined;
  /** Logins that are being ended. */
  readonly #closing = new Set<Promise<void>>();

  constructor(deps: LiveRunDependencies) {
    this.#deps = deps;
  }

  /** Watches until the signal is aborted, or until it is pointless. Logged out when it resolves; never rejects. */
  async run(signal: AbortSignal): Promise<void> {
    await this.#keepWatching(signal);
    await Promise.all(this.#closing);
  }

  async #keepWatching(signal: AbortSignal): Promise<void> {
    const { report, pause } = this.#deps;
    let retryMs = FIRST_RETRY_MS;
    report({ phase: 'starting' });
    while (!signal.aborted) {
      try {
        await this.#watch(signal, () => {
          retryMs = FIRST_RETRY_MS;
        });
      } catch (error) {
        if (signal.aborted) return;
        const reason = HeapsphereError.dataOf(error);
        if (isFinal(error)) {
          report({ phase: 'off', reason });
          return;
        }
        report({ phase: 'reconnecting', reason });
      }
      await pause(retryMs, signal).catch(() => {});
      retryMs = Math.min(retryMs * 2, LONGEST_RETRY_MS);
    }
  }

  /** Holds the server back, or goes on where it was held. */
  setPaused(paused: boolean): void {
    this.#deps.gate.setPaused(paused);
    if (paused) void this.#source?.cancel();
  }

  /** Tells objects again, as they are, once everything is compared. @param told also those of an earlier recheck */
  recheck(id: number, told: readonly LeftObjects[]): void {
    this.#recheck = { id, told };
    this.#deps.comparison.doubt(told);
    void this.#source?.cancel();
  }

  /** Reads what the server does not push, of these objects; nothing while there is no connection. */
  async poll(refs: readonly string[], signal: AbortSignal): Promise<readonly ColumnBatch[]> {
    const source = this.#source;
    if (!source || this.#deps.gate.paused) return [];
    try {
      return this.#deps.toRows(await source.read(refs, 'polled', signal));
    } catch {
      // The wait that is under way meets the same trouble, and deals with it.
      return [];
    }
  }

  async #watch(signal: AbortSignal, onComplete: () => void): Promise<void> {
    const source = await this.#deps.open(signal);
    this.#source = source;
    try {
      await this.#follow(source, signal, onComplete);
    } finally {
      this.#source = undefined;
      // Not waited for here: a server that is away must not hold up the news of it.
      const closing = source.close();
      this.#closing.add(closing);
      void closing.finally(() => this.#closing.delete(closing));
    }
  }

  async #follow(source: LiveSource, signal: AbortSignal, onComplete: () => void): Promise<void> {
    const { comparison, report, now, waitFailure, gate } = this.#deps;
    let version: string | undefined;
    let complete = false;
    comparison.beginRound();
    for (;;) {
      // Not asked before the windows have dealt with what they got.
      await gate.pass(signal);
      if (complete && this.#recheck) {
        await this.#tellAgain(source, signal);
        report({ phase: 'live', confirmedAt: now() });
      }
      const changed = new ChangedObjects();
      const asked = await this.#ask(source, version, changed, signal).catch((error: unknown) => {
        const failure = waitFailure(error);
        if (failure === undefined || signal.aborted) throw error;
        return failure;
      });
      if (asked === 'cancelled') continue;
      if (asked === 'unknown-version') {
        version = undefined;
        complete = false;
        comparison.beginRound();
        continue;
      }
      await this.#tell(source, changed, signal);
      version = asked.version;
      if (asked.truncated) continue;
      if (!complete) {
        await this.#shipLeft(comparison.takeUnseen(), signal);
        complete = true;
        onComplete();
        await this.#tellAgain(source, signal);
      }
      report({ phase: 'live', confirmedAt: now() });
    }
  }

  /** One answer of the server, up to its end. */
  async #ask(source: LiveSource, version: string | undefined, changed: ChangedObjects, signal: AbortSignal) {
    const { comparison } = this.#deps;
    const answer = source.wait(version, signal);
    try {
      for (;;) {
        const step = await answer.next();
        if (step.done) return step.value;
        for (const object of step.value) this.#note(object, changed);
        comparison.compareEntered(step.value, source.paths, (ref) => changed.add(ref));
      }
    } finally {
      await answer.return({ version, truncated: false });
    }
  }

  #note({ ref, update }: ObjectContent, changed: ChangedObjects): void {
    if (update === 'modify') changed.add(ref.toString());
    else if (update === 'leave') changed.leave(ref.toString());
  }

  /** Reads what changed anew and ships what is different from what the windows show. */
  async #tell(source: LiveSource, changed: ChangedObjects, signal: AbortSignal): Promise<void> {
    const { comparison } = this.#deps;
    await this.#shipLeft(comparison.forget(changed.left), signal);
    await this.#tellRows(source, changed.changed, signal);
  }

  async #tellRows(source: LiveSource, changed: readonly string[], signal: AbortSignal): Promise<void> {
    const { comparison, toRows } = this.#deps;
    for (const refs of piecesOf(changed)) {
      const rows = toRows(await source.read(refs, 'all', signal));
      const { different, moved } = comparison.takeDifferent(rows);
      if (different.length > 0 || moved.length > 0) await this.#ship(different, moved, signal);
    }
  }

  /** What is to be told again. It is kept until all of it was told, however often the connection is lost. */
  async #tellAgain(source: LiveSource, signal: AbortSignal): Promise<void> {
    for (let recheck = this.#recheck; recheck; recheck = this.#recheck) {
      const { there, left } = this.#deps.comparison.inDoubt(recheck.told);
      await this.#shipLeft(left, signal);
      await this.#tellRows(source, there, signal);
      if (this.#recheck === recheck) this.#recheck = undefined;
      this.#deps.rechecked(recheck.id);
    }
  }

  async #shipLeft(left: Iterable<readonly [ref: string, type: ResourceType]>, signal: AbortSignal): Promise<void> {
    for (const piece of piecesOf([...left])) {
      const types = new Map<ResourceType, string[]>();
      for (const [ref, type] of piece) types.set(type, [...(types.get(type) ?? []), ref]);
      await this.#ship(
        [],
        [...types].map(([type, refs]) => ({ type, refs })),
        signal,
      );
    }
  }

  async #ship(rows: readonly ColumnBatch[], left: readonly LeftObjects[], signal: AbortSignal): Promise<void> {
    const { gate, ship } = this.#deps;
    await gate.pass(signal);
    ship(gate.send(), rows, left);
  }
}

function* piecesOf<T>(items: readonly T[]): Generator<readonly T[]> {
  for (let from = 0; from < items.length; from += SHIPMENT_ROWS) yield items.slice(from, from + SHIPMENT_ROWS);
}

/** Another attempt would fail alike; a refused login, repeated, locks the account. */
function isFinal(error: unknown): boolean {
  return error instanceof HeapsphereError && ['login-refused', 'certificate-untrusted', 'usage'].includes(error.code);
}
