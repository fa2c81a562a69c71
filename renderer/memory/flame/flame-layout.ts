import type { AllocationNode } from '../../../shared/contract.ts';

/** One frame of a flame graph: a function on the stack above its callers. */
export interface FlameFrame {
  /** Names the frame within its tree: the place of each node among its parent's children, "" for the root. */
  readonly path: string;
  readonly node: AllocationNode;
  /** 0 is the top row. */
  readonly depth: number;
  /** Parts of the whole width, 0 to 1. */
  readonly left: number;
  readonly width: number;
}

function childPath(path: string, index: number): string {
  return path === '' ? String(index) : `${path}.${index}`;
}

/** Path of the frame that called; undefined for the root. */
export function parentPath(path: string): string | undefined {
  if (path === '') return undefined;
  return path.includes('.') ? path.slice(0, path.lastIndexOf('.')) : '';
}

/** The node a path names; undefined when the tree has none there. */
export function nodeAt(tree: AllocationNode, path: string): AllocationNode | undefined {
  if (path === '') return tree;
  let node: AllocationNode | undefined = tree;
  for (const index of path.split('.')) node = node?.children[Number(index)];
  return node;
}

/** The nodes from the root down to a path, both included. */
export function ancestry(
  tree: AllocationNode,
  path: string,
): readonly { readonly path: string; readonly node: AllocationNode }[] {
  const chain: { path: string; node: AllocationNode }[] = [];
  for (let each: string | undefined = path; each !== undefined; each = parentPath(each)) {
    const node = nodeAt(tree, each);
    if (node !== undefined) chain.unshift({ path: each, node });
  }
  return chain;
}

/**
 * Lays out a tree row by row, the widest branch first. The frame at `zoom` has the whole width; the frames it was
 * called by lie above it just as wide, and what is beside them is left out. Frames narrower than `least` are left out.
 */
export function layoutFlame(tree: AllocationNode, zoom: string, least: number): readonly FlameFrame[] {
  const chain = ancestry(tree, zoom);
  const frames: FlameFrame[] = chain.map(({ path, node }, depth) => ({ path, node, depth, left: 0, width: 1 }));
  const top = frames.at(-1);
  if (top === undefined || top.node.bytes <= 0) return frames;
  const perByte = 1 / top.node.bytes;
  const waiting: FlameFrame[] = [top];
  for (let frame = waiting.pop(); frame !== undefined; frame = waiting.pop()) {
    let { left } = frame;
    const children = frame.node.children.map((node, index) => ({ node, path: childPath(frame.path, index) }));
    for (const { node, path } of children.sort((a, b) => b.node.bytes - a.node.bytes)) {
      const width = node.bytes * perByte;
      if (width >= least) {
        const child = { path, node, depth: frame.depth + 1, left, width };
        frames.push(child);
        waiting.push(child);
      }
      left += width;
    }
  }
  return frames;
}
