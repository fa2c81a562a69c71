/** What can be done with a column from its heading. */
export interface HeadActions {
  /** `also` keeps the other columns that are sorted by. */
  sort(path: string, also: boolean): void;
  step(path: string, step: -1 | 1): void;
  /** Drops a column beside another one. */
  drop(path: string, target: string, side: 'before' | 'after'): void;
  /** While the pointer is down; `resized` follows. */
  resizing(path: string, width: number): void;
  resized(path: string, width: number): void;
  fit(path: string): void;
  /** Opens the column's menu at a place of the window. */
  menu(path: string, at: { readonly left: number; readonly top: number }): void;
}

/** Pixels that a key makes a column wider or narrower by. */
const WIDTH_STEP = 16;

interface Key {
  readonly key: string;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
}

/**
 * What a key does while the focus is on a heading: Enter and Space sort (with Shift: also), Alt with arrows moves, Alt and
 * Shift with arrows resizes, the menu key opens the menu. False when the key means nothing to a heading.
 */
export function pressHead(
  { key, altKey, shiftKey }: Key,
  column: { readonly path: string; readonly width: number },
  actions: HeadActions,
  place: () => { readonly left: number; readonly top: number },
): boolean {
  const { path, width } = column;
  const step = key === 'ArrowLeft' ? -1 : key === 'ArrowRight' ? 1 : undefined;
  if (altKey && step !== undefined) {
    if (shiftKey) actions.resized(path, width + step * WIDTH_STEP);
    else actions.step(path, step);
    return true;
  }
  if (altKey) return false;
  if (key === 'Enter' || key === ' ') {
    actions.sort(path, shiftKey);
    return true;
  }
  if (key !== 'ContextMenu' && !(key === 'F10' && shiftKey)) return false;
  actions.menu(path, place());
  return true;
}
