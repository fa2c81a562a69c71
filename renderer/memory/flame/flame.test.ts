import { describe, expect, it } from 'vitest';
import { node } from '../tools/tools-fixture.ts';
import { frameAfterKey } from './flame-keys.ts';
import { ancestry, layoutFlame, nodeAt, parentPath } from './flame-layout.ts';

/** root 100: a 20 (c 20), b 70 (d 10, e 50). */
const TREE = node('root', 100, [node('a', 20, [node('c', 20)]), node('b', 70, [node('d', 10), node('e', 50)])]);

function shown(zoom = '', least = 0) {
  return layoutFlame(TREE, zoom, least).map(({ node: { function: name }, depth, left, width }) => [
    name,
    depth,
    Math.round(left * 100),
    Math.round(width * 100),
  ]);
}

describe('layoutFlame', () => {
  it('gives every function the width of its bytes, below its caller, the widest first', () => {
    expect(shown().sort((a, b) => Number(a[1]) - Number(b[1]) || Number(a[2]) - Number(b[2]))).toEqual([
      ['root', 0, 0, 100],
      ['b', 1, 0, 70],
      ['a', 1, 70, 20],
      ['e', 2, 0, 50],
      ['d', 2, 50, 10],
      ['c', 2, 70, 20],
    ]);
  });

  it('gives the zoomed frame the whole width, with its callers above', () => {
    expect(shown('1')).toEqual([
      ['root', 0, 0, 100],
      ['b', 1, 0, 100],
      ['e', 2, 0, 71],
      ['d', 2, 71, 14],
    ]);
  });

  it('leaves out what is too narrow, and keeps the place of what is not', () => {
    expect(shown('', 0.15).map(([name]) => name)).not.toContain('d');
    expect(shown('', 0.15)).toContainEqual(['c', 2, 70, 20]);
  });

  it('copes with a tree without bytes, a zoom that is not there, and a deep tree', () => {
    expect(layoutFlame(node('root', 0), '', 0)).toHaveLength(1);
    expect(shown('7.7').map(([name]) => name)).toContain('root');
    let deep = node('leaf', 1);
    for (let depth = 0; depth < 5000; depth += 1) deep = { ...node('f', 1), children: [deep] };
    expect(layoutFlame(deep, '', 0)).toHaveLength(5001);
  });
});

describe('paths', () => {
  it('name nodes by their places', () => {
    expect(nodeAt(TREE, '1.1')?.function).toBe('e');
    expect(nodeAt(TREE, '1.9')).toBeUndefined();
    expect(['', '1', '1.1', '1.1.0'].map(parentPath)).toEqual([undefined, '', '1', '1.1']);
    expect(ancestry(TREE, '1.1').map((each) => each.node.function)).toEqual(['root', 'b', 'e']);
  });
});

describe('frameAfterKey', () => {
  const frames = layoutFlame(TREE, '', 0);
  const led = (path: string, key: string) => frameAfterKey(frames, path, key)?.node.function;

  it('follows the stack up and down, and the row left and right', () => {
    expect(led('', 'ArrowDown')).toBe('b');
    expect(led('1', 'ArrowDown')).toBe('e');
    expect(led('1.1', 'ArrowRight')).toBe('d');
    expect(led('1.0', 'ArrowRight')).toBe('c');
    expect(led('0.0', 'ArrowLeft')).toBe('d');
    expect(led('0.0', 'ArrowUp')).toBe('a');
    expect(led('0.0', 'Home')).toBe('root');
  });

  it('stays where there is nothing further, and begins at the top when the frame has gone', () => {
    expect(led('', 'ArrowUp')).toBeUndefined();
    expect(led('1.1', 'ArrowDown')).toBeUndefined();
    expect(led('1.1', 'ArrowLeft')).toBeUndefined();
    expect(led('0.0', 'ArrowRight')).toBeUndefined();
    expect(led('1', 'x')).toBeUndefined();
    expect(led('9.9', 'ArrowDown')).toBe('b');
    expect(frameAfterKey([], '', 'Home')).toBeUndefined();
  });
});
