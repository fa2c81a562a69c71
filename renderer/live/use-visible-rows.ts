import { useEffect } from 'react';
import type { TypeTable } from '../inventory/type-table.ts';
import { useServices } from '../shell/services.ts';

/** Tells which objects are in view, so that their use is read again and again. */
export function useVisibleRows(inView: readonly number[], table: Pick<TypeTable, 'refs'>, visible: Uint32Array): void {
  const { live } = useServices();
  useEffect(() => {
    live.look(inView.flatMap((position) => table.refs.at(visible[position]) ?? []));
  }, [live, inView, table, visible]);
  // Nobody looks at rows behind another screen.
  useEffect(() => () => live.look([]), [live]);
}
