import type { VimFault } from './faults.ts';

/** The paths that an InvalidProperty is about; vCenter names either the path itself or the part of it that does not exist. */
export function refusedPaths(paths: readonly string[], { fields }: VimFault): readonly string[] {
  const name = String(fields.name ?? '');
  if (name === '') return [];
  return paths.filter((path) => path === name || path.startsWith(`${name}.`) || path.endsWith(`.${name}`));
}

/** Takes refused paths out of every type that has them; false when none has, and asking again would fail alike. */
export function dropRefused(types: readonly { readonly paths: string[] }[], fault: VimFault): boolean {
  let dropped = false;
  for (const { paths } of types) {
    for (const path of refusedPaths(paths, fault)) {
      paths.splice(paths.indexOf(path), 1);
      dropped = true;
    }
  }
  return dropped;
}
