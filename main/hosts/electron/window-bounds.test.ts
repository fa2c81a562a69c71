import { describe, expect, test } from 'vitest';
import { boundsOn } from './window-bounds.ts';

const LAPTOP = { x: 0, y: 25, width: 1512, height: 900 };
const DESK = { x: 1512, y: 0, width: 2560, height: 1400 };

describe('a window goes', () => {
  test('where it was, when that is on a display', () => {
    const wanted = { x: 1700, y: 100, width: 1600, height: 1000 };
    expect(boundsOn([LAPTOP, DESK], wanted)).toEqual(wanted);
  });

  test('to the middle, made to fit, when its display is gone', () => {
    const wanted = { x: 1700, y: 100, width: 2400, height: 1300 };
    expect(boundsOn([LAPTOP], wanted)).toEqual({ width: 1512, height: 900 });
  });

  test('to the middle in its usual size when nothing is known', () => {
    expect(boundsOn([DESK], undefined)).toEqual({ width: 1440, height: 900 });
    expect(boundsOn([{ x: 0, y: 0, width: 1280, height: 720 }], undefined)).toEqual({ width: 1280, height: 720 });
  });

  test('to where its upper edge can be reached', () => {
    expect(boundsOn([LAPTOP], { x: -2000, y: 100, width: 1000, height: 700 })).toEqual({ width: 1000, height: 700 });
    expect(boundsOn([LAPTOP], { x: 100, y: 5000, width: 1000, height: 700 })).toEqual({ width: 1000, height: 700 });
    // Half of it under the menu bar of the system.
    expect(boundsOn([LAPTOP], { x: 100, y: 10, width: 1000, height: 700 })).toMatchObject({ x: 100, y: 25 });
    // A corner hanging out is how people place windows.
    expect(boundsOn([LAPTOP], { x: 1300, y: 800, width: 1000, height: 700 })).toMatchObject({ x: 1300, y: 800 });
  });

  test('never smaller than its screens need, nor larger than its display', () => {
    expect(boundsOn([LAPTOP], { x: 10, y: 30, width: 20, height: 20 })).toEqual({ width: 880, height: 560 });
    expect(boundsOn([LAPTOP], { x: 10, y: 30, width: 200, height: 20 })).toMatchObject({ width: 880, height: 560 });
    expect(boundsOn([LAPTOP], { x: 10, y: 30, width: 9000, height: 9000 })).toMatchObject({ width: 1512, height: 900 });
    expect(boundsOn([], { x: 10, y: 30, width: 900, height: 600 })).toEqual({ width: 900, height: 600 });
  });
});
