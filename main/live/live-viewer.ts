import type { LiveChanges, LiveState } from '../../shared/live-view.ts';

/** Pushes that a window may have uncredited before nothing is polled for it. */
const STATS_WINDOW = 2;

/** How a window is reached. */
export interface ViewerPush {
  changes(changes: LiveChanges): void;
  state(state: LiveState): void;
}

/** What is under way to the window; `shipment` is that of the thread, where it is one. */
interface UnderWay {
  readonly seq: number;
  shipment: number | undefined;
}

/** One window that follows a watch, at a pace of its own. */
export class LiveViewer {
  readonly push: ViewerPush;
  paused = false;
  /** Changes passed it by while it was paused and others were not. */
  missed = false;
  /** Number of the recheck after which it shows everything as it is; undefined when it does. */
  behind: number | undefined;
  /** The rows in view. */
  visible: readonly string[] = [];
  /** When the rows in view were polled last, by performance.now(); undefined: not yet. */
  polledAt: number | undefined;
  readonly #underWay: UnderWay[] = [];
  #seq = 0;

  constructor(push: ViewerPush) {
    this.push = push;
  }

  /** Number of the oldest shipment that it has not dealt with. */
  get openShipment(): number | undefined {
    return this.#underWay.find(({ shipment }) => shipment !== undefined)?.shipment;
  }

  /** Another thread counts its shipments from 0. */
  forgetShipments(): void {
    for (const each of this.#underWay) each.shipment = undefined;
  }

  /** Whether it may be told of polled values. */
  get hasRoom(): boolean {
    return this.#underWay.length < STATS_WINDOW;
  }

  /** @param shipment number of the thread's shipment that this hands on */
  tell(changes: Omit<LiveChanges, 'seq'>, shipment?: number): void {
    const seq = this.#seq;
    this.#seq += 1;
    this.#underWay.push({ seq, shipment });
    this.push.changes({ ...changes, seq });
  }

  /** It is done with everything up to and including this push. */
  credit(seq: number): void {
    const open = this.#underWay.findIndex((each) => each.seq > seq);
    this.#underWay.splice(0, open < 0 ? this.#underWay.length : open);
  }
}
