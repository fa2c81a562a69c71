import { round } from './axis-scale.ts';
import { element, type SvgNode, textElement } from './svg-node.ts';
import { fitText } from './text-width.ts';

/** Sizes in pixels: charts are drawn at the width they are made for and never scaled. */
export const FONT = { title: 14, text: 12, small: 11 } as const;

export interface ChartHead {
  readonly title: string;
  /** Unit and what is shown: "MiB, median of 5 runs". */
  readonly caption: string;
  /** What a person who does not see the chart is told. */
  readonly description: string;
}

export const HEAD_HEIGHT = 40;

/** The outermost element of a chart: its size, its accessible name, its title and what is drawn. */
export function chartFrame(head: ChartHead, width: number, height: number, children: readonly SvgNode[]): SvgNode {
  const size = { width: round(width), height: round(height) };
  const name = `${head.title}, ${head.caption}. ${head.description}`;
  return element(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      class: 'hs-plot',
      role: 'img',
      'aria-label': name,
      ...size,
      viewBox: `0 0 ${size.width} ${size.height}`,
    },
    [
      textElement(
        'text',
        { class: 'hs-chart-title', x: 0, y: 13, 'font-size': FONT.title },
        fitText(head.title, FONT.title * 1.05, width),
      ),
      textElement(
        'text',
        { class: 'hs-chart-muted', x: 0, y: 29, 'font-size': FONT.small },
        fitText(head.caption, FONT.small, width),
      ),
      ...children,
    ],
  );
}

export interface LabelStyle {
  /** Where in the text its place is. */
  readonly anchor?: 'start' | 'middle' | 'end';
  readonly tone?: Tone;
  readonly size?: number;
  /** Stays readable on lines that run below it. */
  readonly halo?: boolean;
}

/** A text of a chart with its baseline at y. */
export function label(text: string, x: number, y: number, style: LabelStyle = {}): SvgNode {
  const { anchor = 'start', tone = 'text', size = FONT.text, halo = false } = style;
  const look = `hs-chart-${tone}${halo ? ' hs-chart-halo' : ''}`;
  return textElement('text', { class: look, x: round(x), y: round(y), 'font-size': size, 'text-anchor': anchor }, text);
}

/** What a text or a mark says by its colour. */
export type Tone = 'text' | 'muted' | 'good' | 'bad';

/** A straight line of the grid, of an axis or of a reference. */
export function line(kind: 'grid' | 'axis' | 'reference', x1: number, y1: number, x2: number, y2: number): SvgNode {
  const ends = { x1: round(x1), y1: round(y1), x2: round(x2), y2: round(y2) };
  return element('line', {
    class: `hs-chart-${kind}`,
    ...ends,
    ...(kind === 'reference' && { 'stroke-dasharray': '4 3' }),
  });
}

/** The colour of a scenario; from the ninth on colours return. */
export function seriesClass(series: number): string {
  return `hs-series-${series % 8}`;
}

/** An interval from end to end, with a cap at each: along x, or along y. */
export function whisker(along: 'x' | 'y', from: number, to: number, across: number, cap: number): SvgNode {
  const [a, b, c, near, far] = [from, to, across, across - cap, across + cap].map(round);
  const path =
    along === 'x'
      ? `M${a} ${near}V${far}M${a} ${c}H${b}M${b} ${near}V${far}`
      : `M${near} ${a}H${far}M${c} ${a}V${b}M${near} ${b}H${far}`;
  return element('path', { class: 'hs-chart-whisker', d: path });
}
