import { useMemo, useState } from 'react';
import { useServices } from '../../shell/services.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { type BatchCost, type BatchOrder, costliestBatches, startOf } from '../batch-cost.ts';
import { clockText } from '../clock-text.ts';
import { bandName } from '../cost-text.ts';
import { BATCH_COLUMNS, type BatchColumn, stretchAround } from './batch-columns.ts';
import { useRovingRows } from './use-roving-rows.ts';
import { useSlowly } from './use-slowly.ts';

const ROWS = 50;
const REFRESH_MS = 1000;
const EVERYTHING = { from: Number.NEGATIVE_INFINITY, to: Number.POSITIVE_INFINITY };

function ColumnHead(props: {
  readonly column: BatchColumn;
  readonly order: BatchOrder;
  readonly choose: (order: BatchOrder) => void;
}) {
  const { title, order } = props.column;
  if (order === undefined) return <th className="hs-right">{title}</th>;
  const chosen = order === props.order;
  return (
    <th className="hs-right" aria-sort={chosen ? 'descending' : 'none'}>
      <button type="button" className="hs-sort" onClick={() => props.choose(order)}>
        {title}
        <span aria-hidden="true">{chosen ? ' ▾' : ''}</span>
      </button>
    </th>
  );
}

function BatchRow(props: { readonly cost: BatchCost; readonly first: boolean; readonly show: () => void }) {
  const { cost, first, show } = props;
  const { band } = cost;
  return (
    <tr>
      <th scope="row">
        <button type="button" className="hs-row-link" tabIndex={first ? 0 : -1} onClick={show}>
          {bandName(band)}
        </button>
        <span className="hs-quiet"> {clockText(band.from, true)}</span>
      </th>
      {BATCH_COLUMNS.map(({ title, text }) => (
        <td key={title} className="hs-right">
          {text(cost)}
        </td>
      ))}
    </tr>
  );
}

/** The batches of the recording that cost most. Choosing one shows its stretch of time in the charts. */
export function CostliestBatches() {
  const { memory } = useServices();
  const [order, setOrder] = useState<BatchOrder>('busyMs');
  const [held, setHeld] = useState(false);
  const revision = useSlowly(memory.store, REFRESH_MS, held);
  const { bodyRef, onKeyDown } = useRovingRows();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the revision tells that the recording has grown
  const costs = useMemo(() => costliestBatches(memory.recorder, EVERYTHING, order, ROWS), [memory, order, revision]);
  if (costs.length === 0) {
    return <EmptyState title="No batches yet" detail="They are listed here as soon as a collection ships some." />;
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: rows must not move away under the pointer or the focus
    <div
      className="hs-dock-scroll"
      onMouseEnter={() => setHeld(true)}
      onMouseLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      <table className="hs-data-table hs-batches" aria-label="Costliest batches">
        <thead>
          <tr>
            <th>Batch</th>
            {BATCH_COLUMNS.map((column) => (
              <ColumnHead key={column.title} column={column} order={order} choose={setOrder} />
            ))}
          </tr>
        </thead>
        <tbody ref={bodyRef} onKeyDown={onKeyDown}>
          {costs.map((cost, index) => (
            <BatchRow
              key={`${cost.band.isolate} ${cost.band.type} ${cost.band.seq} ${cost.band.from}`}
              cost={cost}
              first={index === 0}
              show={() => memory.zoomTo(stretchAround(startOf(cost.band), cost.band.to))}
            />
          ))}
        </tbody>
      </table>
    </div>
  );
}
