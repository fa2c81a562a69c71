import type { AttributeSelection } from '../../shared/attribute-selection.ts';
import type { ErrorData } from '../../shared/errors.ts';
import type { ColumnBatch, ResourceType } from '../../shared/inventory.ts';
import type { SessionOptions } from '../vsphere/session.ts';
import type { HiddenContainer } from './hidden-containers.ts';

/** Shipments of changes that may be under way before the server is asked for more. */
export const LIVE_WINDOW = 2;

/** What the thread of a watch is told. Holds the password: it stays inside this process and is never logged. */
export interface LiveSpec extends SessionOptions {
  /** Names; empty: all. */
  readonly datacenters: readonly string[];
  /** Kinds whose rows were collected whole. */
  readonly kinds: readonly ResourceType[];
  /** Attributes that differ from the essential ones. */
  readonly attributes: AttributeSelection;
}

/** Objects of one kind, such as those that are gone. */
export interface LeftObjects {
  readonly type: ResourceType;
  readonly refs: readonly string[];
}

/** What the thread finds out about its connection. */
export type LiveReport =
  | { readonly phase: 'starting' }
  /** At this moment, in milliseconds since the epoch, everything was as it was told. */
  | { readonly phase: 'live'; readonly confirmedAt: number }
  | { readonly phase: 'reconnecting' | 'off'; readonly reason: ErrorData };

export type LiveMessage =
  | { readonly kind: 'report'; readonly report: LiveReport }
  /** A chunk of the collected rows is remembered. */
  | { readonly kind: 'remembered'; readonly seq: number }
  | {
      readonly kind: 'changes';
      readonly seq: number;
      readonly at: number;
      readonly rows: readonly ColumnBatch[];
      readonly left: readonly LeftObjects[];
      /** Containers of the rows that no tree shows. */
      readonly inside: readonly HiddenContainer[];
    }
  /** Everything up to this recheck was told again. */
  | { readonly kind: 'rechecked'; readonly id: number }
  | { readonly kind: 'polled'; readonly id: number; readonly at: number; readonly rows: readonly ColumnBatch[] };

export type LiveCommand =
  /** A chunk of the collected rows, to be compared with. */
  | { readonly kind: 'remember'; readonly seq: number; readonly bytes: Uint8Array }
  /** All rows were handed over: log in and watch. */
  | { readonly kind: 'watch' }
  /**
   * Tell these objects again as they are, once all is compared: a window may show them as something else. Replaces an earlier
   * recheck, whose objects are among these.
   */
  | { readonly kind: 'recheck'; readonly id: number; readonly told: readonly LeftObjects[] }
  /** Every window has dealt with the changes up to this number. */
  | { readonly kind: 'credit'; readonly seq: number }
  | { readonly kind: 'pause'; readonly paused: boolean }
  | { readonly kind: 'poll'; readonly id: number; readonly refs: readonly string[] }
  /** Log out and end. */
  | { readonly kind: 'close' };
