import type { CSSProperties, RefObject } from 'react';
import { formatBytes } from '../../../shared/units.ts';
import { shareText } from '../share-text.ts';
import { ROW_HEIGHT } from './flame-frame-box.tsx';
import type { FlameFrame } from './flame-layout.ts';
import { frameOrigin, ORIGIN_LABELS } from './frame-origin.ts';

const WIDTH = 340;
const GAP = 4;

/** Room for the tooltip below a frame; with less, it goes above. */
const HEIGHT = 96;

/** Where the tooltip stands in the window: the graph scrolls, and what scrolls would cut it off. */
function placeOf({ left, depth }: FlameFrame, graph: HTMLElement): CSSProperties {
  const bounds = graph.getBoundingClientRect();
  const room = Math.max(0, bounds.width - WIDTH);
  const frameTop = bounds.top + depth * ROW_HEIGHT;
  const below = frameTop + ROW_HEIGHT + GAP;
  return {
    width: WIDTH,
    left: Math.round(bounds.left + Math.min(room, left * bounds.width)),
    ...(below + HEIGHT < window.innerHeight ? { top: below } : { bottom: window.innerHeight - frameTop + GAP }),
  };
}

/** Function, place, bytes and share of a frame, right beside it. */
export function FlameTooltip(props: {
  readonly frame: FlameFrame;
  readonly totalBytes: number;
  readonly graph: RefObject<HTMLDivElement | null>;
}) {
  const { frame, totalBytes, graph } = props;
  const { node } = frame;
  if (graph.current === null) return null;
  const own = node.bytes - node.children.reduce((sum, { bytes }) => sum + bytes, 0);
  return (
    <div className="hs-tooltip hs-flame-tooltip" role="tooltip" style={placeOf(frame, graph.current)}>
      <strong className="hs-mono">{node.function}</strong>
      <div className="hs-mono hs-quiet">{node.location || ORIGIN_LABELS[frameOrigin(node.location)]}</div>
      <div>
        {formatBytes(node.bytes)}, {shareText(node.bytes, totalBytes)} of the profile
      </div>
      <div className="hs-quiet">{formatBytes(Math.max(0, own))} in the function itself</div>
    </div>
  );
}
