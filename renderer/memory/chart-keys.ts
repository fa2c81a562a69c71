/** Pixels that an arrow key moves a chart's cursor by, and with Shift. */
const STEP = 4;
const STRIDE = 40;

/** By how many pixels a key moves the cursor of a chart; undefined for keys that are none of the chart's. */
export function cursorStep(key: string, shift: boolean): number | undefined {
  const step = shift ? STRIDE : STEP;
  switch (key) {
    case 'ArrowLeft':
    case 'ArrowDown':
      return -step;
    case 'ArrowRight':
    case 'ArrowUp':
      return step;
    case 'PageDown':
      return -STRIDE;
    case 'PageUp':
      return STRIDE;
    case 'Home':
      return Number.NEGATIVE_INFINITY;
    case 'End':
      return Number.POSITIVE_INFINITY;
    default:
      return undefined;
  }
}
