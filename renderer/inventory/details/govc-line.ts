import { VCENTER_PATH } from '../../vcenters/vcenter-column.ts';
import type { TableColumn } from '../columns.ts';

/** The govc command that reads the same properties of an object. */
export function govcLine(ref: string, columns: readonly TableColumn[]): string {
  const paths = columns.flatMap(({ path, attribute }) =>
    attribute === undefined || path === VCENTER_PATH ? [] : [attribute.fetch ?? attribute.path],
  );
  return ['govc collect -json', quoted(ref), ...new Set(paths)].join(' ');
}

/** For a POSIX shell; most references need nothing. */
function quoted(text: string): string {
  return /^[\w:.-]+$/.test(text) ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`;
}
