import { type KeyboardEvent, type PointerEvent, useRef } from 'react';
import { clampWidth, PANEL_WIDTH } from './panel-memory.ts';

/** Pixels an arrow key moves the edge by. */
const STEP = 16;

/** The edge by which the panel is made wider: drag it, or use the arrow keys. */
export function PanelEdge(props: { readonly width: number; readonly resize: (width: number) => void }) {
  const { width, resize } = props;
  const drag = useRef<{ readonly x: number; readonly width: number } | undefined>(undefined);
  const onPointerDown = (event: PointerEvent<HTMLDivElement>): void => {
    event.currentTarget.setPointerCapture(event.pointerId);
    drag.current = { x: event.clientX, width };
  };
  const onPointerMove = ({ clientX }: PointerEvent): void => {
    if (drag.current !== undefined) resize(clampWidth(drag.current.width + clientX - drag.current.x));
  };
  const onPointerUp = (): void => {
    drag.current = undefined;
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = { ArrowLeft: -STEP, ArrowRight: STEP }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    resize(clampWidth(width + step));
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a rule cannot be moved; this one is a control with a value
    <div
      className="hs-tree-edge"
      role="separator"
      aria-label="Width of the tree"
      aria-orientation="vertical"
      aria-valuemin={PANEL_WIDTH.least}
      aria-valuemax={PANEL_WIDTH.most}
      aria-valuenow={width}
      tabIndex={0}
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onPointerUp={onPointerUp}
      onPointerCancel={onPointerUp}
      onKeyDown={onKeyDown}
    />
  );
}
