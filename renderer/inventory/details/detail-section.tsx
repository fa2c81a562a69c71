import type { DetailCell, DetailColumn, DetailSection } from '../../../shared/inventory-details.ts';
import { formatAgo } from '../../../shared/units.ts';
import { visibleText } from '../../../shared/visible-text.ts';
import { cellText } from '../cell-text.ts';
import { ReferenceLink } from './reference-link.tsx';

function Value(props: { readonly cell: DetailCell; readonly column: DetailColumn; readonly now: number }) {
  const { cell, column, now } = props;
  if (cell === null || cell === '') return <span className="hs-unset">–</span>;
  // Networks that are none of vCenter's objects come as their bare name.
  if (column.kind === 'ref' && typeof cell === 'string' && cell.includes(':'))
    return <ReferenceLink reference={cell} />;
  const { unit, ...rest } = column;
  const text = visibleText(cellText(cell, { path: '', ...rest, ...(unit ? { unit } : {}) }, String));
  if (column.kind !== 'time' || typeof cell !== 'number') return text;
  return (
    <>
      {text} <span className="hs-quiet">{formatAgo(cell, now)}</span>
    </>
  );
}

function Item(props: { readonly row: readonly DetailCell[]; readonly section: DetailSection; readonly now: number }) {
  const { row, section, now } = props;
  const [title, ...others] = section.columns;
  return (
    <li className="hs-detail-item">
      {title !== undefined && (
        <div className="hs-detail-title">
          <Value cell={row[0] ?? null} column={title} now={now} />
        </div>
      )}
      <dl className="hs-detail-list">
        {others.map((column, index) => (
          <div key={column.label}>
            <dt>{column.label}</dt>
            <dd>
              <Value cell={row[index + 1] ?? null} column={column} now={now} />
            </dd>
          </div>
        ))}
      </dl>
    </li>
  );
}

/** One small table of an object, such as its disks, an item for each row. */
export function DetailSectionView(props: { readonly section: DetailSection; readonly now: number }) {
  const { section, now } = props;
  return (
    <section className="hs-detail-group" aria-label={section.label}>
      <h3>
        {section.label} <span className="hs-quiet">{section.rows.length}</span>
      </h3>
      {section.rows.length === 0 ? (
        <p className="hs-quiet">None</p>
      ) : (
        <ul className="hs-detail-items">
          {section.rows.map((row, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: rows have no identity and never change places
            <Item key={index} row={row} section={section} now={now} />
          ))}
        </ul>
      )}
    </section>
  );
}
