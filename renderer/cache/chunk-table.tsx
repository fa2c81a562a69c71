import { useMemo } from 'react';
import type { CachedChunk } from '../../shared/cache-view.ts';
import type { ResourceType } from '../../shared/inventory.ts';
import { chunkColumns } from './chunk-cells.ts';

/** The first rows of a chunk as a table. */
export function ChunkTable(props: { readonly type: ResourceType; readonly chunk: CachedChunk }) {
  const { type, chunk } = props;
  const columns = useMemo(() => chunkColumns(type, chunk), [type, chunk]);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by the keyboard
    <section className="hs-chunk-scroll" tabIndex={0} aria-label="Rows of the chunk">
      <table className="hs-data-table hs-chunk-table">
        <thead>
          <tr>
            {columns.map(({ path, label, alignRight }) => (
              <th key={path} title={path} className={alignRight ? 'hs-right' : ''}>
                {label}
              </th>
            ))}
            <th>Reference</th>
          </tr>
        </thead>
        <tbody>
          {chunk.refs.map((ref, row) => (
            <tr key={ref}>
              {columns.map(({ path, alignRight, texts }) => (
                <td key={path} className={alignRight ? 'hs-right' : ''} title={texts[row]}>
                  {texts[row] || <span className="hs-unset">–</span>}
                </td>
              ))}
              <td className="hs-mono">{ref}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
