/** A piece of SVG as data: a window draws it as React elements, a report writes it as text. */
export interface SvgNode {
  readonly tag: string;
  /** By their names in SVG: "class", "stroke-width". Never `style`, which a strict content security policy forbids. */
  readonly attributes: Readonly<Record<string, string | number>>;
  readonly children: readonly SvgNode[];
  /** Stands before the children. */
  readonly text?: string;
}

type Attributes = SvgNode['attributes'];

/** An element with children. */
export function element(tag: string, attributes: Attributes, children: readonly SvgNode[] = []): SvgNode {
  return { tag, attributes, children };
}

/** An element with text in it, such as `text` or `title`. */
export function textElement(tag: string, attributes: Attributes, text: string): SvgNode {
  return { tag, attributes, children: [], text };
}
