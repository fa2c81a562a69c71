import type { Rectangle } from 'electron';

/** Smallest window in which every screen can be used. */
export const SMALLEST = { width: 880, height: 560 } as const;
const USUAL = { width: 1440, height: 900 } as const;
/** As much of the upper edge has to be in sight, so that the window can be moved. */
const GRIP = { width: 120, height: 32 } as const;

/**
 * Where a window goes that was last at `wanted`, on displays with these work areas: there, if it can be moved from there
 * and fits, else made smaller, else without a place of its own, so that it is centred. All in display-independent pixels.
 */
export function boundsOn(
  workAreas: readonly Rectangle[],
  wanted: Rectangle | undefined,
): Partial<Rectangle> & Pick<Rectangle, 'width' | 'height'> {
  const { width, height } = wanted ?? USUAL;
  const area = wanted && workAreas.find((each) => holdsGrip(each, wanted));
  if (!wanted || !area) return fitted({ width, height }, workAreas[0]);
  const size = fitted({ width, height }, area);
  // Its lower right corner may hang out, as people place windows, but nothing is wider than its display.
  return { x: Math.max(wanted.x, area.x - (width - GRIP.width)), y: Math.max(wanted.y, area.y), ...size };
}

function fitted(size: Pick<Rectangle, 'width' | 'height'>, area: Rectangle | undefined): typeof size {
  return {
    width: Math.max(SMALLEST.width, Math.min(size.width, area?.width ?? size.width)),
    height: Math.max(SMALLEST.height, Math.min(size.height, area?.height ?? size.height)),
  };
}

function holdsGrip(area: Rectangle, { x, y, width }: Rectangle): boolean {
  const shownWidth = Math.min(x + width, area.x + area.width) - Math.max(x, area.x);
  const shownHeight = Math.min(y + GRIP.height, area.y + area.height) - Math.max(y, area.y);
  return shownWidth >= GRIP.width && shownHeight >= GRIP.height / 2;
}
