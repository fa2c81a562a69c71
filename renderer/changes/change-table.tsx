// biome-ignore-all lint/a11y/useSemanticElements: rows are virtual; a table element would lay out its own
// biome-ignore-all lint/a11y/useFocusableInteractive: rows and cells are read, not worked with
import { useVirtualizer } from '@tanstack/react-virtual';
import { Fragment, type Ref, useEffect, useState } from 'react';
import { useStore } from 'zustand';
import type { ChangeKind } from '../../shared/generations-view.ts';
import { RESOURCE_LABELS } from '../../shared/inventory.ts';
import { visibleText } from '../../shared/visible-text.ts';
import { useServices } from '../shell/services.ts';
import { sheetTop } from '../ui/list-sheet.ts';
import type { ChangeRow } from './change-row.ts';
import { CHANGE_LABELS } from './changes-text.ts';

/** Pixels; the style sheet draws headings, and rows of one line, of just this height. */
const ROW_HEIGHT = 26;
const HEAD_HEIGHT = 28;

const TONES: Readonly<Record<ChangeKind, string>> = { added: 'good', removed: 'bad', changed: 'warning' };
const HEADINGS = ['Change', 'Kind', 'Name', 'Attribute', 'Before', 'After'];

/** A part of a value, such as of the name of a host or of a path, with what parts it from the next one. */
const PART = /[^./\\:_@]+[./\\:_@]*|[./\\:_@]+/g;

/** Breaks between the parts of a text where it needs more than one line, and within one only where that is too long, too. */
function InParts(props: { readonly text: string }) {
  return [...props.text.matchAll(PART)].map(({ 0: part, index }) => (
    <Fragment key={index}>
      {part}
      <wbr />
    </Fragment>
  ));
}

function Value(props: { readonly row: ChangeRow; readonly text: string }) {
  const { row, text } = props;
  if (row.path === undefined) return <div role="cell" className="hs-change-cell" />;
  return text === '' ? (
    <div role="cell" className="hs-change-cell hs-unset" aria-label="not set">
      –
    </div>
  ) : (
    <div role="cell" className="hs-change-cell hs-change-value">
      <InParts text={visibleText(text)} />
    </div>
  );
}

function Line(props: {
  readonly row: ChangeRow;
  readonly position: number;
  readonly top: number;
  /** Takes its height, which grows with texts that need more than one line. */
  readonly measure: Ref<HTMLDivElement>;
  /** Undefined for an object that is in no table. */
  readonly open: ((row: ChangeRow) => void) | undefined;
}) {
  const { row, position, top, measure, open } = props;
  const name = visibleText(row.name);
  return (
    <div
      ref={measure}
      role="row"
      aria-rowindex={position + 2}
      data-index={position}
      className="hs-change-row"
      style={{ top }}
    >
      <div role="cell" className={`hs-change-cell hs-state hs-state-${TONES[row.kind]}`}>
        {CHANGE_LABELS[row.kind]}
      </div>
      <div role="cell" className="hs-change-cell hs-quiet">
        {RESOURCE_LABELS[row.type]}
      </div>
      <div role="cell" className="hs-change-cell" title={`${name} (${row.ref})`}>
        {open === undefined || row.kind === 'removed' ? (
          name
        ) : (
          <button type="button" className="hs-link" onClick={() => open(row)}>
            {name}
          </button>
        )}
      </div>
      <div role="cell" className="hs-change-cell" title={row.path}>
        {row.label}
      </div>
      <Value row={row} text={row.before} />
      <Value row={row} text={row.after} />
    </div>
  );
}

/** Its lines stay what they are while it is mounted, or come behind those that are there: their heights are kept. */
function Lines(props: { readonly scroller: HTMLElement; readonly open: ((row: ChangeRow) => void) | undefined }) {
  const { scroller, open } = props;
  const { changes } = useServices();
  const shown = useStore(changes.store, (state) => state.shown);
  useStore(changes.store, (state) => state.revision);
  const rows = useVirtualizer({
    count: shown,
    getScrollElement: () => scroller,
    estimateSize: () => ROW_HEIGHT,
    scrollPaddingStart: HEAD_HEIGHT,
    overscan: 6,
  });
  useEffect(() => {
    scroller.scrollTo({ top: 0 });
  }, [scroller]);
  const items = rows.getVirtualItems();
  const sheet = sheetTop(items[0]?.start ?? 0, ROW_HEIGHT);
  return (
    <div role="table" aria-label="Changes" aria-rowcount={shown + 1} className="hs-change-table">
      <div role="rowgroup" className="hs-change-head">
        <div role="row" aria-rowindex={1} className="hs-change-heading">
          {HEADINGS.map((heading) => (
            <div key={heading} role="columnheader">
              {heading}
            </div>
          ))}
        </div>
      </div>
      <div role="rowgroup" className="hs-change-body" style={{ height: rows.getTotalSize() }}>
        <div role="presentation" className="hs-moved" style={{ top: sheet }}>
          {items.map(({ index, start }) => {
            const row = changes.row(index);
            return (
              row && (
                <Line
                  key={index}
                  row={row}
                  position={index}
                  top={start - sheet}
                  measure={rows.measureElement}
                  open={open}
                />
              )
            );
          })}
        </div>
      </div>
    </div>
  );
}

/** The lines that the filter lets through; only those in view exist as elements. */
export function ChangeTable(props: { readonly open: ((row: ChangeRow) => void) | undefined }) {
  const { changes } = useServices();
  const id = useStore(changes.store, (state) => state.comparison?.id);
  const filter = useStore(changes.store, (state) => state.filter);
  const [scroller, setScroller] = useState<HTMLElement | null>(null);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it is scrolled by the keyboard
    <div ref={setScroller} className="hs-change-scroll" tabIndex={0} role="group" aria-label="Lines">
      {/* Other lines have other heights, and begin at the top. */}
      {scroller && <Lines key={`${id} ${JSON.stringify(filter)}`} scroller={scroller} open={props.open} />}
    </div>
  );
}
