import { isContainer } from '../../shared/hierarchy-kinds.ts';
import type { HierarchyNode } from '../../shared/hierarchy-view.ts';
import { templatesText } from './branch-note.ts';
import type { BranchState, HierarchyState } from './hierarchy-store.ts';
import { branchKeyOf } from './qualified-branch.ts';

interface RowPlace {
  /** Unique among the rows of a view. */
  readonly key: string;
  /** 1 for the vCenter itself. */
  readonly level: number;
  /** Node whose branch the row is part of; undefined for the vCenter. */
  readonly parent: string | undefined;
  /** Position among its siblings, from 1, and how many there are. */
  readonly position: number;
  readonly siblings: number;
}

/** A node of the tree, or the vCenter at its top. */
export interface NodeRow extends RowPlace {
  readonly type: 'node';
  readonly ref: string;
  /** Absent for the vCenter. */
  readonly node: HierarchyNode | undefined;
  /** Name of the vCenter that the row is; '' for all others. */
  readonly vcenter: string;
  readonly isContainer: boolean;
  readonly isOpen: boolean;
  /** It lies below itself, so that it cannot be opened here. */
  readonly isCyclic: boolean;
  readonly state: BranchState | undefined;
}

export const NOTE_KINDS = ['loading', 'empty', 'error', 'problem', 'missing', 'templates'] as const;

/** What is to be said of a branch. */
export interface NoteRow extends RowPlace {
  readonly type: 'note';
  readonly note: (typeof NOTE_KINDS)[number];
  readonly parent: string;
  readonly state: BranchState;
}

export type TreeRow = NodeRow | NoteRow;

/** Key of the row of a node below another one. */
function keyBelow(parent: string, ref: string): string {
  return `${parent} > ${ref}`;
}

/** Key of the row at the end of a trail; undefined when there is none. */
export function keyOfTrail(trail: readonly { readonly ref: string }[] = []): string | undefined {
  const [parent, node] = trail.slice(-2);
  return parent && node ? keyBelow(parent.ref, node.ref) : parent?.ref;
}

/** The top of a tree. */
export interface TreeRoot {
  /** rootOf() its vCenter. */
  readonly ref: string;
  readonly name: string;
}

/**
 * The rows of a view from top to bottom: a tree for each vCenter, every open branch below its node, with what is to be said
 * of it.
 */
export function treeRows(
  state: Pick<HierarchyState, 'view' | 'branches' | 'open'>,
  roots: readonly TreeRoot[],
): readonly TreeRow[] {
  const rows: TreeRow[] = [];
  const { view, branches, open } = state;
  const stateOf = (ref: string) => branches.get(branchKeyOf(view, ref));

  const addBranch = (parent: NodeRow, above: ReadonlySet<string>): void => {
    const { ref, level, state: branch } = parent;
    if (!branch) return;
    const before = notesBefore(branch);
    const after = notesAfter(branch);
    const nodes = branch.branch?.nodes ?? [];
    const siblings = before.length + nodes.length + after.length;
    let position = 0;
    const addNote = (note: NoteRow['note']): void => {
      position += 1;
      const key = keyBelow(ref, note);
      rows.push({ type: 'note', note, state: branch, key, level: level + 1, parent: ref, position, siblings });
    };
    before.forEach(addNote);
    for (const node of nodes) {
      position += 1;
      addNode(node, parent, position, siblings, above);
    }
    after.forEach(addNote);
  };

  // Ten thousand of them are laid out at once: one object each, and no other.
  const addNode = (
    node: HierarchyNode,
    { ref: parent, level }: NodeRow,
    position: number,
    siblings: number,
    above: ReadonlySet<string>,
  ): void => {
    const isCyclic = above.has(node.ref);
    const container = isContainer(node.kind) && !isCyclic;
    const isOpen = container && open[view].has(node.ref);
    const row: NodeRow = {
      type: 'node',
      key: keyBelow(parent, node.ref),
      level: level + 1,
      parent,
      position,
      siblings,
      ref: node.ref,
      node,
      vcenter: '',
      isContainer: container,
      isOpen,
      isCyclic,
      state: isOpen ? stateOf(node.ref) : undefined,
    };
    rows.push(row);
    if (isOpen) addBranch(row, new Set([...above, node.ref]));
  };

  for (const [index, { ref, name }] of roots.entries()) {
    const root: NodeRow = {
      type: 'node',
      key: ref,
      ref,
      level: 1,
      parent: undefined,
      position: index + 1,
      siblings: roots.length,
      node: undefined,
      vcenter: name,
      isContainer: true,
      isOpen: true,
      isCyclic: false,
      state: stateOf(ref),
    };
    rows.push(root);
    addBranch(root, new Set());
  }
  return rows;
}

function notesBefore({ branch, loading, error }: BranchState): readonly NoteRow['note'][] {
  if (!branch) return loading ? ['loading'] : error ? ['error'] : [];
  const notes: NoteRow['note'][] = [];
  if (branch.problem) notes.push('problem');
  if (branch.missing.length > 0) notes.push('missing');
  if (branch.nodes.length === 0) notes.push('empty');
  return notes;
}

function notesAfter({ branch }: BranchState): readonly NoteRow['note'][] {
  return branch && templatesText(branch) !== undefined ? ['templates'] : [];
}

/** The rows from the top down to one: what it lies below, and itself. */
export function trailTo(rows: readonly TreeRow[], key: string): readonly NodeRow[] {
  const trail: NodeRow[] = [];
  let index = rows.findIndex((row) => row.key === key);
  for (let level = Number.POSITIVE_INFINITY; index >= 0; index -= 1) {
    const row = rows[index];
    if (row?.type !== 'node' || row.level >= level) continue;
    trail.unshift(row);
    level = row.level;
  }
  return trail;
}
