/** Whose code a frame is: ours, a library's, Node's own, or the engine's, such as "(garbage collector)". */
export type FrameOrigin = 'own' | 'library' | 'node' | 'engine';

/** Tells whose code a location is, by the form that profiles give it. */
export function frameOrigin(location: string): FrameOrigin {
  if (location === '' || location.startsWith('(')) return 'engine';
  if (location.includes('node_modules')) return 'library';
  if (/^(main|shared|renderer|scripts)\//.test(location)) return 'own';
  if (location.startsWith('node:')) return 'node';
  return 'library';
}

export const ORIGIN_LABELS: Readonly<Record<FrameOrigin, string>> = {
  own: 'Heapsphere',
  library: 'Libraries',
  node: 'Node.js',
  engine: 'Engine',
};
