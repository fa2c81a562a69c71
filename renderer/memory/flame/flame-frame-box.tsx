import type { FlameFrame } from './flame-layout.ts';
import { frameOrigin } from './frame-origin.ts';

/** Height of a row of frames, in pixels. */
export const ROW_HEIGHT = 20;

/** One function in a flame graph. The tree has the focus; a frame only answers to the pointer. */
export function FlameFrameBox(props: {
  readonly id: string;
  readonly frame: FlameFrame;
  readonly name: string;
  readonly active: boolean;
  /** Lies above the frame that has the whole width. */
  readonly caller: boolean;
  readonly zoom: () => void;
  readonly hover: () => void;
}) {
  const { id, frame, name, active, caller, zoom, hover } = props;
  const { node, depth, left, width } = frame;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the tree around it takes the keys
    // biome-ignore lint/a11y/useFocusableInteractive: the tree around it has the focus and names its active descendant
    <div
      id={id}
      className="hs-flame-frame"
      role="treeitem"
      aria-label={name}
      aria-level={depth + 1}
      aria-selected={active}
      data-origin={frameOrigin(node.location)}
      data-caller={caller}
      style={{ top: depth * ROW_HEIGHT, left: `${left * 100}%`, width: `${width * 100}%` }}
      onClick={zoom}
      onMouseEnter={hover}
    >
      <span>{node.function}</span>
    </div>
  );
}
