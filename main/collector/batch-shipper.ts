import type { BatchBand, ChunkOrigin } from '../../shared/contract.ts';
import type { ResourceType } from '../../shared/inventory.ts';
import type { RunDependencies } from './run-dependencies.ts';
import { StageClock } from './stage-clock.ts';

/** A chunk of rows on its way to the main thread, from wherever it came. */
export interface Shipment {
  readonly type: ResourceType;
  readonly rows: number;
  readonly origin: ChunkOrigin;
  readonly rawBytes: number;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

type ShipperDependencies = Pick<
  RunDependencies,
  'isolate' | 'now' | 'room' | 'ship' | 'onBatchBegin' | 'onBatchEnd' | 'gc' | 'heapUsed'
>;

/**
 * Numbers the batches of one run and ships them, one after the other, each with the time that it was in work. Whatever
 * garbage is collected in that time is stamped with the batch.
 */
export class BatchShipper {
  /** Where the time of the batch goes that is in work. */
  readonly stages: StageClock;
  readonly #deps: ShipperDependencies;
  readonly #onShipped: () => void;
  #seq = 0;
  #rows = 0;
  #heapPeak = 0;
  /** When work on the batch began; 0 between two batches. */
  #from = 0;
  #heapAtBegin = 0;
  #bytesReceived: () => number = () => 0;
  #bytesAtShipment = 0;

  constructor(deps: ShipperDependencies, onShipped: () => void) {
    this.stages = new StageClock(deps.now);
    this.#deps = deps;
    this.#onShipped = onShipped;
  }

  /** Number of the batch that is in work or comes next. */
  get seq(): number {
    return this.#seq;
  }

  /** Rows shipped, without those of an earlier generation. */
  get rows(): number {
    return this.#rows;
  }

  get heapPeakBytes(): number {
    return this.#heapPeak;
  }

  /** Work on a batch of this kind begins, unless it has begun. */
  begin(type: ResourceType): void {
    if (this.#from !== 0) return;
    this.#from = this.#deps.now();
    this.#heapAtBegin = this.#deps.heapUsed();
    this.#deps.onBatchBegin(type, this.#seq);
  }

  /** No batch is in work any more, whether it was shipped or not. */
  end(): void {
    this.#deps.onBatchEnd();
    this.#from = 0;
    this.stages.take();
  }

  /** Whose bytes the batches are made of from now on. */
  receiveFrom(bytesReceived: () => number): void {
    this.#bytesReceived = bytesReceived;
    this.#bytesAtShipment = bytesReceived();
  }

  /** Bytes that were received for the batch in work. */
  get openBytes(): number {
    return this.#bytesReceived() - this.#bytesAtShipment;
  }

  notePeak(): void {
    this.#heapPeak = Math.max(this.#heapPeak, this.#deps.heapUsed());
  }

  /** Resolves when the receiver had room for it. Rejects with the signal's reason. */
  async ship({ type, rows, origin, rawBytes, bytes }: Shipment, signal: AbortSignal): Promise<void> {
    const { gc } = this.#deps;
    // One that is made of what a page left over begins here.
    this.begin(type);
    this.notePeak();
    this.stages.enter('ipc');
    await this.#deps.room(signal);
    const seq = this.#seq;
    const band = this.#band(type, rows);
    this.#deps.ship({ kind: 'chunk', seq, type, rows, origin, rawBytes, bytes, band });
    this.#seq += 1;
    if (origin !== 'earlier') this.#rows += rows;
    // Inside the batch's own time, so that a forced collection is stamped with the batch it cleaned up after.
    gc?.afterBatch();
    this.end();
    this.#onShipped();
  }

  #band(type: ResourceType, rows: number): BatchBand {
    const { isolate, now, heapUsed } = this.#deps;
    const receivedBytes = this.openBytes;
    this.#bytesAtShipment += receivedBytes;
    const stages = this.stages.take();
    return {
      isolate,
      from: this.#from,
      to: now(),
      type,
      seq: this.#seq,
      rows,
      receivedBytes,
      heapGrowthBytes: heapUsed() - this.#heapAtBegin,
      stages,
    };
  }
}
