import type { ErrorData } from '../../shared/errors.ts';
import type { About, SessionOptions } from '../vsphere/session.ts';
import type { BranchContent, BranchPlace } from './branch.ts';
import type { TemplateDetails } from './read-templates.ts';

/** How the worker of a tree reaches its vCenter. Holds the password: it stays inside this process and is never logged. */
export interface HierarchyConnection extends SessionOptions {
  /** Names of the datacenters the tree is restricted to; empty: all. */
  readonly datacenters: readonly string[];
}

export type HierarchyJob =
  | { readonly kind: 'branch'; readonly place: BranchPlace }
  | { readonly kind: 'templates'; readonly refs: readonly string[] };

export type HierarchyCommand =
  | { readonly kind: 'job'; readonly id: number; readonly job: HierarchyJob }
  | { readonly kind: 'cancel'; readonly id: number }
  /** Log out and end. */
  | { readonly kind: 'close' };

export type HierarchyMessage =
  | { readonly kind: 'connected'; readonly about: About }
  | { readonly kind: 'answer'; readonly id: number; readonly value: BranchContent | readonly TemplateDetails[] }
  | { readonly kind: 'failure'; readonly id: number; readonly error: ErrorData };
