import type { AllocationNode } from '../../shared/contract.ts';
import { functionName, type HeapProfileNode } from './heap-profile.ts';
import type { Locate } from './source-positions.ts';

/** Branches below this share of the whole are summed up in "(other)". */
const SMALLEST_SHARE = 0.005;
/** Deeper calls are summed up too: a deep recursion must not become a tree that nobody can draw. */
const MAX_DEPTH = 64;
const MAX_NODES = 2000;

/**
 * A call tree cut down to what can be drawn, with places in the sources. No byte is lost: what is cut is in "(other)", and
 * a node's bytes that no child has are its own.
 */
export function prunedTree(root: HeapProfileNode, locate: Locate): AllocationNode {
  return new TreePruner(locate).prune(root);
}

class TreePruner {
  readonly #locate: Locate;
  /** Bytes with children, by node. */
  readonly #totals = new Map<HeapProfileNode, number>();
  #smallest = 0;
  #nodes = 0;

  constructor(locate: Locate) {
    this.#locate = locate;
  }

  prune(root: HeapProfileNode): AllocationNode {
    const bytes = this.#sum(root);
    this.#smallest = bytes * SMALLEST_SHARE;
    return { function: '(root)', location: '', bytes, children: this.#children([root], 0) };
  }

  /** Adds up a subtree without recursion: the tree is as deep as the stack was. */
  #sum(root: HeapProfileNode): number {
    const inOrder: HeapProfileNode[] = [root];
    for (let position = 0; position < inOrder.length; position += 1)
      inOrder.push(...(inOrder[position]?.children ?? []));
    for (const node of inOrder.reverse()) {
      const below = node.children.reduce((sum, child) => sum + (this.#totals.get(child) ?? 0), 0);
      this.#totals.set(node, node.selfSize + below);
    }
    return this.#totals.get(root) ?? 0;
  }

  /** The children of several nodes that count as one, the largest first. */
  #children(parents: readonly HeapProfileNode[], depth: number): AllocationNode[] {
    const groups = new Map<string, HeapProfileNode[]>();
    for (const child of parents.flatMap(({ children }) => children)) {
      const key = `${functionName(child)} ${this.#locate(child.callFrame)}`;
      const group = groups.get(key);
      if (group) group.push(child);
      else groups.set(key, [child]);
    }
    const children: AllocationNode[] = [];
    let other = 0;
    const bytesOf = (group: readonly HeapProfileNode[]) =>
      group.reduce((sum, node) => sum + (this.#totals.get(node) ?? 0), 0);
    const largestFirst = [...groups.values()]
      .map((group) => ({ group, bytes: bytesOf(group) }))
      .sort((a, b) => b.bytes - a.bytes);
    for (const { group, bytes } of largestFirst) {
      const [first] = group;
      if (!first || bytes < this.#smallest || depth >= MAX_DEPTH || this.#nodes >= MAX_NODES) {
        other += bytes;
        continue;
      }
      this.#nodes += 1;
      const location = this.#locate(first.callFrame);
      children.push({ function: functionName(first), location, bytes, children: this.#children(group, depth + 1) });
    }
    if (other > 0) children.push({ function: '(other)', location: '', bytes: other, children: [] });
    return children;
  }
}
