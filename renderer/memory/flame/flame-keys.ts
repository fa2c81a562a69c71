import { type FlameFrame, parentPath } from './flame-layout.ts';

function beside(frames: readonly FlameFrame[], active: FlameFrame, direction: -1 | 1): FlameFrame | undefined {
  const row = frames.filter(({ depth }) => depth === active.depth).sort((a, b) => a.left - b.left);
  return row[row.indexOf(active) + direction];
}

function widestChild(frames: readonly FlameFrame[], active: FlameFrame): FlameFrame | undefined {
  // In the layout the widest of a parent's children comes first.
  return frames.find(({ path, depth }) => depth === active.depth + 1 && parentPath(path) === active.path);
}

/**
 * The frame that a key leads to from the active one: up to the caller, down to the callee that allocated most, left and
 * right along the row, Home to the top. Undefined for a key that leads nowhere.
 */
export function frameAfterKey(frames: readonly FlameFrame[], activePath: string, key: string): FlameFrame | undefined {
  const active = frames.find(({ path }) => path === activePath) ?? frames[0];
  if (active === undefined) return undefined;
  switch (key) {
    case 'ArrowUp':
      return frames.find(({ path }) => path === parentPath(active.path));
    case 'ArrowDown':
      return widestChild(frames, active);
    case 'ArrowLeft':
      return beside(frames, active, -1);
    case 'ArrowRight':
      return beside(frames, active, 1);
    case 'Home':
      return frames[0];
    default:
      return undefined;
  }
}
