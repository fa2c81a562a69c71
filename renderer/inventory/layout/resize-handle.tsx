import type { PointerEvent } from 'react';
import type { HeadActions } from './head-actions.ts';

/** The right edge of a heading: dragged it makes the column wider, a double click fits it to its texts. The keyboard has Alt+Shift+arrows. */
export function ResizeHandle(props: {
  readonly path: string;
  readonly width: number;
  readonly actions: Pick<HeadActions, 'resizing' | 'resized' | 'fit'>;
}) {
  const { path, width, actions } = props;
  const onPointerDown = (event: PointerEvent<HTMLElement>): void => {
    if (event.button !== 0) return;
    // Neither a drag of the heading nor a click on it.
    event.preventDefault();
    event.stopPropagation();
    const handle = event.currentTarget;
    const start = event.clientX;
    let now = width;
    handle.setPointerCapture(event.pointerId);
    const move = (next: globalThis.PointerEvent): void => {
      now = width + next.clientX - start;
      actions.resizing(path, now);
    };
    const end = (): void => {
      handle.removeEventListener('pointermove', move);
      handle.removeEventListener('lostpointercapture', end);
      if (now !== width) actions.resized(path, now);
    };
    handle.addEventListener('pointermove', move);
    handle.addEventListener('lostpointercapture', end);
  };
  return (
    <span
      className="hs-head-resize"
      aria-hidden="true"
      onPointerDown={onPointerDown}
      onDoubleClick={() => actions.fit(path)}
    />
  );
}
