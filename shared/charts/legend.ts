import { round } from './axis-scale.ts';
import { FONT, label } from './chart-frame.ts';
import { element, type SvgNode } from './svg-node.ts';
import { fitText, textWidth } from './text-width.ts';

export interface LegendItem {
  readonly name: string;
  /** Drawn around (9, 0), at most 18 wide and 10 high. */
  readonly sign: readonly SvgNode[];
}

const LEGEND_LINE = 18;
const SIGN_WIDTH = 24;
const GAP = 14;

/** Signs and names one after the other, in as many lines as they need; gives its height. */
export function legend(
  items: readonly LegendItem[],
  top: number,
  width: number,
): { height: number; nodes: readonly SvgNode[] } {
  let [x, y] = [0, top + LEGEND_LINE / 2];
  const nodes = items.flatMap(({ name, sign }) => {
    const shown = fitText(name, FONT.small, width - SIGN_WIDTH);
    const needed = SIGN_WIDTH + textWidth(shown, FONT.small);
    if (x > 0 && x + needed > width) [x, y] = [0, y + LEGEND_LINE];
    const item = [
      element('g', { transform: `translate(${round(x)} ${round(y)})` }, sign),
      label(shown, x + SIGN_WIDTH, y + 4, { tone: 'muted', size: FONT.small }),
    ];
    x += needed + GAP;
    return item;
  });
  return { height: items.length === 0 ? 0 : y + LEGEND_LINE / 2 - top, nodes };
}
