import type { ResourceType } from '../../shared/inventory.ts';
import type { ChunkMessage } from './protocol.ts';

export type LoggedChunk = Pick<ChunkMessage, 'seq' | 'type' | 'rows' | 'origin' | 'bytes'>;

/** Chunks pushed to one reader before it must credit some. */
const READER_WINDOW = 4;

/** Somebody who follows the log at a pace of its own. */
export interface LogReader {
  /** Done with everything up to and including this chunk. */
  credit(seq: number): void;
  close(): void;
  /** Done with everything that there will ever be. */
  readonly done: boolean;
}

interface Cursor {
  next: number;
  /** Pushed and not credited yet, oldest first. */
  readonly underWay: number[];
  readonly push: (chunk: LoggedChunk) => void;
}

/**
 * The chunks of one collection, in order, as compressed bytes: about 130 bytes per VM, so the main heap stays flat. Every
 * reader gets all of them from the first one. The slowest reader sets the collector's pace: floor() is what all are done
 * with, and only that is acknowledged to the collector.
 */
export class InventoryLog {
  readonly #retain: boolean;
  readonly #onFloor: (seq: number) => void;
  readonly #chunks: (LoggedChunk | undefined)[] = [];
  readonly #cursors = new Set<Cursor>();
  #floor = -1;
  #ended = false;

  /**
   * @param retain keep chunks for later readers; without it they are dropped once every reader is done with them
   * @param onFloor told whenever all readers are done with one chunk more
   */
  constructor(retain: boolean, onFloor: (seq: number) => void) {
    this.#retain = retain;
    this.#onFloor = onFloor;
  }

  /** Number of chunks so far. */
  get length(): number {
    return this.#chunks.length;
  }

  append(chunk: LoggedChunk): void {
    this.#chunks.push(chunk);
    for (const cursor of this.#cursors) this.#pump(cursor);
    this.#raiseFloor();
  }

  /** No chunk comes any more. */
  end(): void {
    this.#ended = true;
  }

  /** Drops the chunks of an earlier generation of a kind: whoever reads from now on gets the rows that replaced them. */
  forgetEarlier(type: ResourceType): void {
    for (const [seq, chunk] of this.#chunks.entries()) {
      if (chunk?.type === type && chunk.origin === 'earlier') this.#chunks[seq] = undefined;
    }
  }

  attach(push: (chunk: LoggedChunk) => void): LogReader {
    const cursor: Cursor = { next: this.#retain ? 0 : this.#floor + 1, underWay: [], push };
    this.#cursors.add(cursor);
    this.#pump(cursor);
    const isDone = () => this.#ended && cursor.next === this.#chunks.length && cursor.underWay.length === 0;
    return {
      get done() {
        return isDone();
      },
      credit: (seq) => {
        if (!this.#cursors.has(cursor)) return;
        const open = cursor.underWay.findIndex((each) => each > seq);
        cursor.underWay.splice(0, open < 0 ? cursor.underWay.length : open);
        this.#pump(cursor);
        this.#raiseFloor();
      },
      close: () => {
        if (this.#cursors.delete(cursor)) this.#raiseFloor();
      },
    };
  }

  #pump(cursor: Cursor): void {
    while (cursor.next < this.#chunks.length && cursor.underWay.length < READER_WINDOW) {
      const chunk = this.#chunks[cursor.next];
      cursor.next += 1;
      // One that was dropped is passed over.
      if (!chunk) continue;
      cursor.underWay.push(chunk.seq);
      cursor.push(chunk);
    }
  }

  #raiseFloor(): void {
    let floor = this.#chunks.length - 1;
    for (const { next, underWay } of this.#cursors) floor = Math.min(floor, (underWay[0] ?? next) - 1);
    if (floor <= this.#floor) return;
    if (!this.#retain) for (let seq = this.#floor + 1; seq <= floor; seq += 1) this.#chunks[seq] = undefined;
    this.#floor = floor;
    this.#onFloor(floor);
  }
}
