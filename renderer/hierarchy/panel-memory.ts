/** How the tree's panel was left, from one run to the next. */
const KEY = 'heapsphere.tree.v1';

export const PANEL_WIDTH = { least: 200, first: 280, most: 640 } as const;

export interface PanelMemory {
  readonly isShown: boolean;
  /** Pixels. */
  readonly width: number;
}

export function clampWidth(width: number): number {
  return Math.round(Math.max(PANEL_WIDTH.least, Math.min(PANEL_WIDTH.most, width)));
}

/** What was remembered; the first one, hidden, where nothing was or it cannot be read. */
export function rememberedPanel(storage: Pick<Storage, 'getItem'>): PanelMemory {
  const [, shown, width] = /^(shown|hidden) (\d{1,5})$/.exec(storage.getItem(KEY) ?? '') ?? [];
  return { isShown: shown === 'shown', width: width === undefined ? PANEL_WIDTH.first : clampWidth(Number(width)) };
}

export function rememberPanel(storage: Pick<Storage, 'setItem'>, { isShown, width }: PanelMemory): void {
  storage.setItem(KEY, `${isShown ? 'shown' : 'hidden'} ${clampWidth(width)}`);
}
