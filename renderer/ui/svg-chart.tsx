import { useMemo } from 'react';
import type { SvgNode } from '../../shared/charts/svg-node.ts';
import { SvgTree } from './svg-tree.tsx';
import { useElementWidth } from './use-element-width.ts';

/** Narrower than this no chart can be read; the area around it scrolls instead. */
const LEAST_WIDTH = 320;

/** A chart as wide as there is room. `draw` must stay the same function for as long as it draws the same. */
export function SvgChart(props: { readonly draw: (width: number) => SvgNode }) {
  const { draw } = props;
  const { ref, width } = useElementWidth();
  const node = useMemo(() => (width === undefined ? undefined : draw(Math.max(LEAST_WIDTH, width))), [draw, width]);
  return (
    <div className="hs-svg-chart" ref={ref}>
      {node !== undefined && <SvgTree node={node} />}
    </div>
  );
}
