import { isPolled } from '../../../shared/polled-attributes.ts';
import { formatAgo } from '../../../shared/units.ts';
import type { Ages } from '../../live/ages.ts';
import { useServices } from '../../shell/services.ts';
import { cellLook } from '../cell-look.ts';
import type { StoredCell } from '../column-storage.ts';
import type { TableColumn } from '../columns.ts';
import type { TypeTable } from '../type-table.ts';
import { groupColumns } from './attribute-groups.ts';
import { ReferenceLink } from './reference-link.tsx';

const STORAGE_AS_OF = 'summary.storage.timestamp';

function Value(props: { readonly cell: StoredCell; readonly column: TableColumn }) {
  const { cell, column } = props;
  const { inventory } = useServices();
  const { kind } = column.attribute ?? {};
  if (kind === 'ref' && typeof cell === 'string') return <ReferenceLink reference={cell} />;
  if (kind === 'refs' && Array.isArray(cell)) {
    return cell.map((reference: string) => (
      <span key={reference} className="hs-detail-reference">
        <ReferenceLink reference={reference} />
      </span>
    ));
  }
  const look = cellLook(cell, column, (ref) => inventory.estate.nameOf(ref));
  return (
    <span className={look.className} title={look.label}>
      {look.text}
    </span>
  );
}

/** When a group of values was true last. */
function ageOf(columns: readonly TableColumn[], { stateAt, statsAt }: Ages): number {
  return columns.every(({ path }) => isPolled(path)) ? statsAt : stateAt;
}

/** Everything that is known of an object, in groups, each with its age. `now` in milliseconds since the epoch. */
export function CollectedValues(props: {
  readonly table: TypeTable;
  readonly row: number;
  readonly columns: readonly TableColumn[];
  readonly ages: Ages;
  readonly now: number;
}) {
  const { table, row, columns, ages, now } = props;
  /** vCenter works out storage by itself, now and then, and tells when. */
  const storageAt = table.cell(row, STORAGE_AS_OF);
  return groupColumns(columns).map(({ group, columns: own }) => {
    const at = group === 'Storage' && typeof storageAt === 'number' ? storageAt : ageOf(own, ages);
    return (
      <section key={group} className="hs-detail-group" aria-label={group}>
        <h3>
          {group} <span className="hs-quiet">{formatAgo(at, now)}</span>
        </h3>
        <dl className="hs-detail-list">
          {own.map((column) => (
            <div key={column.path}>
              <dt title={column.path}>{column.label}</dt>
              <dd>
                <Value cell={table.cell(row, column.path)} column={column} />
              </dd>
            </div>
          ))}
        </dl>
      </section>
    );
  });
}
