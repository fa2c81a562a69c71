import { type KeyboardEvent, useId, useMemo, useRef, useState } from 'react';
import type { AllocationProfile } from '../../../shared/contract.ts';
import { formatBytes } from '../../../shared/units.ts';
import { shareText } from '../share-text.ts';
import { FlameFrameBox, ROW_HEIGHT } from './flame-frame-box.tsx';
import { frameAfterKey } from './flame-keys.ts';
import { layoutFlame, nodeAt, parentPath } from './flame-layout.ts';
import { FlameTooltip } from './flame-tooltip.tsx';

/** Frames narrower than this part of the width are left out: about a pixel. */
const LEAST_WIDTH = 0.001;

/**
 * The call tree of a profile: a function lies below its caller and is as wide as what it and its callees allocated. Arrow keys walk
 * the tree, Enter gives a frame the whole width, Escape goes back to its caller.
 */
export function FlameGraph(props: { readonly profile: AllocationProfile }) {
  const { tree, totalBytes } = props.profile;
  const id = useId();
  const graphRef = useRef<HTMLDivElement>(null);
  const [zoom, setZoom] = useState('');
  const [active, setActive] = useState('');
  const [focused, setFocused] = useState(false);
  const [hovered, setHovered] = useState<string>();
  const frames = useMemo(() => layoutFlame(tree, zoom, LEAST_WIDTH), [tree, zoom]);
  const rows = useMemo(() => 1 + frames.reduce((most, { depth }) => Math.max(most, depth), 0), [frames]);
  const current = frames.find(({ path }) => path === active) ?? frames[0];
  const told = frames.find(({ path }) => path === (hovered ?? (focused ? current?.path : undefined)));

  const elementId = (path: string): string => `${id}-${path}`;
  const zoomTo = (path: string): void => {
    setZoom(path);
    setActive(path);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (current === undefined) return;
    if (event.key === 'Enter') zoomTo(current.path);
    else if (event.key === 'Escape' && zoom !== '') zoomTo(parentPath(zoom) ?? '');
    else {
      const next = frameAfterKey(frames, current.path, event.key);
      if (next === undefined) return;
      setActive(next.path);
      setHovered(undefined);
      document.getElementById(elementId(next.path))?.scrollIntoView({ block: 'nearest' });
    }
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <div className="hs-dock-scroll hs-flame-scroll">
      <div
        ref={graphRef}
        className="hs-flame"
        role="tree"
        tabIndex={0}
        aria-label="Flame graph"
        aria-activedescendant={current === undefined ? undefined : elementId(current.path)}
        style={{ height: rows * ROW_HEIGHT }}
        onKeyDown={onKeyDown}
        onFocus={() => setFocused(true)}
        onBlur={() => setFocused(false)}
        onMouseLeave={() => setHovered(undefined)}
      >
        {frames.map((frame) => (
          <FlameFrameBox
            key={frame.path}
            id={elementId(frame.path)}
            frame={frame}
            name={`${frame.node.function}, ${frame.node.location || 'engine'}, ${formatBytes(frame.node.bytes)}, ${shareText(frame.node.bytes, totalBytes)}`}
            active={focused && frame.path === current?.path}
            caller={frame.depth < (zoom === '' ? 0 : zoom.split('.').length)}
            zoom={() => zoomTo(frame.path)}
            hover={() => setHovered(frame.path)}
          />
        ))}
      </div>
      {told !== undefined && nodeAt(tree, told.path) !== undefined && (
        <FlameTooltip frame={told} totalBytes={totalBytes} graph={graphRef} />
      )}
    </div>
  );
}
