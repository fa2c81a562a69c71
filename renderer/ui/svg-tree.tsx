import type { ReactElement } from 'react';
import type { SvgNode } from '../../shared/charts/svg-node.ts';

/** Names that React keeps as they are. */
const KEPT = /^(aria|data)-/;

/** The name of an SVG attribute as React wants it: "class" is "className", "stroke-width" is "strokeWidth". */
export function propertyName(attribute: string): string {
  if (attribute === 'class') return 'className';
  return KEPT.test(attribute) ? attribute : attribute.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
}

/** A drawing as elements of the page; the same tree is written as text in a report. */
export function SvgTree({ node }: { readonly node: SvgNode }): ReactElement {
  const Tag = node.tag as 'g';
  const properties = Object.fromEntries(
    Object.entries(node.attributes).map(([name, value]) => [propertyName(name), value]),
  );
  return (
    <Tag {...properties}>
      {node.text}
      {node.children.map((child, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a drawing is made anew as a whole; its parts have no identity
        <SvgTree key={index} node={child} />
      ))}
    </Tag>
  );
}
