import { describe, expect, it } from 'vitest';
import type { AllocationNode } from '../../shared/contract.ts';
import { prunedTree } from './allocation-tree.ts';
import type { HeapProfileNode } from './heap-profile.ts';

function node(name: string, selfSize: number, children: HeapProfileNode[] = []): HeapProfileNode {
  return { callFrame: { functionName: name, url: '', lineNumber: 0, columnNumber: 0 }, selfSize, children };
}

const prune = (root: HeapProfileNode) => prunedTree(root, () => 'a.ts:1');
const names = ({ children }: AllocationNode) => children.map(({ function: name, bytes }) => `${name} ${bytes}`);

function sizeOf(tree: AllocationNode): { nodes: number; depth: number } {
  let nodes = 0;
  let depth = 0;
  const open = [{ tree, level: 0 }];
  for (let next = open.pop(); next; next = open.pop()) {
    nodes += 1;
    depth = Math.max(depth, next.level);
    for (const child of next.tree.children) open.push({ tree: child, level: next.level + 1 });
  }
  return { nodes, depth };
}

describe('prunedTree', () => {
  it('adds up branches, the largest first, and sums up those below half a percent', () => {
    const tree = prune(
      node('(root)', 0, [node('small', 4), node('read', 100, [node('decode', 800)]), node('tiny', 96)]),
    );
    expect(tree).toMatchObject({ function: '(root)', bytes: 1000 });
    expect(names(tree)).toEqual(['read 900', 'tiny 96', '(other) 4']);
    expect(tree.children[0]?.children).toEqual([{ function: 'decode', location: 'a.ts:1', bytes: 800, children: [] }]);
  });

  it('takes calls of the same function as one', () => {
    const tree = prune(node('(root)', 0, [node('read', 10, [node('a', 5)]), node('read', 20, [node('a', 7)])]));
    expect(names(tree)).toEqual(['read 42']);
    expect(tree.children.map(names)).toEqual([['a 12']]);
  });

  it('is bounded in depth and in nodes, and loses no byte', () => {
    let deep = node('leaf', 50);
    for (let level = 0; level < 20_000; level += 1) deep = node(`level ${level}`, 0, [deep]);
    const branch = (left: number): HeapProfileNode =>
      left === 0
        ? node('end', 1)
        : node(`b${left}`, 0, [
            node('one', 0, [branch(left - 1)]),
            node('two', 0, [branch(left - 1)]),
            node('three', 0, [branch(left - 1)]),
          ]);
    const tree = prune(node('(root)', 0, [deep, branch(6)]));
    expect(tree.bytes).toBe(50 + 3 ** 6);
    const { nodes, depth } = sizeOf(tree);
    expect(depth).toBeLessThanOrEqual(65);
    expect(nodes).toBeLessThan(4100);
    const leaves = (at: AllocationNode): number =>
      at.children.length === 0 ? at.bytes : at.children.reduce((sum, child) => sum + leaves(child), 0);
    expect(leaves(tree)).toBe(tree.bytes);
  });

  it('is empty for a profile without samples', () => {
    expect(prune(node('(root)', 0))).toEqual({ function: '(root)', location: '', bytes: 0, children: [] });
  });
});
