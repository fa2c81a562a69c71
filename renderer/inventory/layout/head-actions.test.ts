import { describe, expect, it } from 'vitest';
import { type HeadActions, pressHead } from './head-actions.ts';

function press(key: string, keys: { readonly altKey?: boolean; readonly shiftKey?: boolean } = {}) {
  const told: unknown[] = [];
  const record =
    (name: string) =>
    (...given: unknown[]): void => {
      told.push([name, ...given]);
    };
  const actions: HeadActions = {
    sort: record('sort'),
    step: record('step'),
    drop: record('drop'),
    resizing: record('resizing'),
    resized: record('resized'),
    fit: record('fit'),
    menu: record('menu'),
  };
  const column = { path: 'a', width: 100 };
  const taken = pressHead({ key, altKey: false, shiftKey: false, ...keys }, column, actions, () => ({
    left: 1,
    top: 2,
  }));
  return taken ? told : undefined;
}

describe('pressHead', () => {
  it('sorts, and sorts also', () => {
    expect(press('Enter')).toEqual([['sort', 'a', false]]);
    expect(press(' ', { shiftKey: true })).toEqual([['sort', 'a', true]]);
  });

  it('moves and resizes', () => {
    expect(press('ArrowLeft', { altKey: true })).toEqual([['step', 'a', -1]]);
    expect(press('ArrowRight', { altKey: true, shiftKey: true })).toEqual([['resized', 'a', 116]]);
  });

  it('opens the menu', () => {
    expect(press('F10', { shiftKey: true })).toEqual([['menu', 'a', { left: 1, top: 2 }]]);
    expect(press('ContextMenu')).toEqual([['menu', 'a', { left: 1, top: 2 }]]);
  });

  it.each([
    ['ArrowLeft', {}],
    ['F10', {}],
    ['a', {}],
    ['Enter', { altKey: true }],
  ] as const)('leaves %s to the grid', (key, keys) => {
    expect(press(key, keys)).toBeUndefined();
  });
});
