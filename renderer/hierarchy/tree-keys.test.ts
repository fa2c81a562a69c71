import { describe, expect, it } from 'vitest';
import { branch, loaded, node } from './hierarchy-fixture.ts';
import { nothingOpen } from './hierarchy-store.ts';
import { treeAction } from './tree-keys.ts';
import { treeRows } from './tree-rows.ts';
import { TypeAhead } from './type-ahead.ts';

const STATE = {
  view: 'hosts' as const,
  branches: new Map([
    ['root', loaded(branch('root', [node('Folder:a'), node('Folder:b'), node('VirtualMachine:v')]))],
    ['Folder:a', loaded(branch('Folder:a', [node('VirtualMachine:x')]))],
  ]),
  open: { ...nothingOpen(), hosts: new Set(['Folder:a']) },
};
const ROWS = treeRows(STATE, [{ ref: 'root', name: 'vc.example' }]);

describe('treeAction', () => {
  // 0 root, 1 open folder a, 2 VM x in it, 3 closed folder b, 4 VM v
  it.each([
    [0, 'ArrowUp', 0],
    [0, 'ArrowDown', 1],
    [4, 'ArrowDown', 4],
    [2, 'Home', 0],
    [0, 'End', 4],
    [0, 'PageDown', 3],
    [4, 'PageUp', 1],
    [1, 'ArrowRight', 2],
    [2, 'ArrowLeft', 1],
    [3, 'ArrowLeft', 0],
  ])('from row %i the key %s goes to row %i', (from, key, to) => {
    expect(treeAction(ROWS, from, key, 3)).toEqual({ kind: 'move', to });
  });

  it.each([
    [3, 'ArrowRight', { kind: 'open' }],
    [1, 'ArrowLeft', { kind: 'close' }],
    [2, 'Enter', { kind: 'choose' }],
    [2, ' ', { kind: 'choose' }],
    [4, 'ArrowRight', undefined],
    [0, 'ArrowLeft', undefined],
    [0, 'F2', undefined],
  ])('at row %i the key %s asks for %o', (at, key, action) => {
    expect(treeAction(ROWS, at, key, 3)).toEqual(action);
  });
});

describe('TypeAhead', () => {
  const names = ['Frankfurt', 'fra-cl01', 'fra-cl02', undefined, 'web 1'];

  it('finds the next name that begins with what is typed, round the end', () => {
    const typed = new TypeAhead();
    expect(typed.find(names, 0, 'f', 0)).toBe(1);
    expect(typed.find(names, 1, 'r', 100)).toBe(1);
    expect(typed.find(names, 1, 'a', 200)).toBe(1);
    expect(typed.find(names, 1, 'n', 300)).toBe(0);
    expect(typed.find(names, 0, 'x', 400)).toBe(-1);
  });

  it('begins a new word after a pause, and goes on with the same letter', () => {
    const typed = new TypeAhead();
    expect(typed.find(names, 0, 'F', 0)).toBe(1);
    expect(typed.find(names, 1, 'f', 100)).toBe(2);
    expect(typed.find(names, 2, 'f', 200)).toBe(0);
    expect(typed.isTyping(800)).toBe(true);
    expect(typed.isTyping(900)).toBe(false);
    expect(typed.find(names, 0, 'w', 2000)).toBe(4);
    expect(typed.find(names, 4, 'f', 4000)).toBe(0);
  });
});
