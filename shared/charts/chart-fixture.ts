import type { SvgNode } from './svg-node.ts';
import { textWidth } from './text-width.ts';

export interface TextBox {
  readonly text: string;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** All elements of a tree, itself first. */
export function elementsOf(node: SvgNode): readonly SvgNode[] {
  return [node, ...node.children.flatMap(elementsOf)];
}

/** Those with a class among theirs. */
export function withClass(node: SvgNode, name: string): readonly SvgNode[] {
  return elementsOf(node).filter(({ attributes }) =>
    String(attributes.class ?? '')
      .split(' ')
      .includes(name),
  );
}

/** Where the texts of a chart stand, but for tilted ones. */
export function textBoxes(chart: SvgNode): readonly TextBox[] {
  return elementsOf(chart)
    .filter(({ tag, attributes }) => tag === 'text' && attributes.transform === undefined)
    .map(({ text = '', attributes }) => {
      const [x, y, size] = [attributes.x, attributes.y, attributes['font-size']].map(Number);
      if (x === undefined || y === undefined || size === undefined) throw new Error(`no place for ${text}`);
      const width = textWidth(text, size);
      const left =
        x - width * (attributes['text-anchor'] === 'end' ? 1 : attributes['text-anchor'] === 'middle' ? 0.5 : 0);
      return { text, left, right: left + width, top: y - size * 0.8, bottom: y + size * 0.2 };
    });
}

/** Texts that run into each other or out of the chart, as "a × b" and "a outside". */
export function collisions(chart: SvgNode): readonly string[] {
  const boxes = textBoxes(chart);
  const [width, height] = [Number(chart.attributes.width), Number(chart.attributes.height)];
  const crossing = boxes.flatMap((a, index) =>
    boxes
      .slice(index + 1)
      .filter((b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom)
      .map((b) => `${a.text} × ${b.text}`),
  );
  const outside = boxes.filter(
    ({ left, right, top, bottom }) => left < -0.5 || right > width + 0.5 || top < 0 || bottom > height,
  );
  return [...crossing, ...outside.map(({ text }) => `${text} outside`)];
}
