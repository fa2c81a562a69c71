import { Button } from '@blueprintjs/core';
import { Cross, Duplicate, Refresh } from '@blueprintjs/icons';
import { type KeyboardEvent, useState } from 'react';
import { useStore } from 'zustand';
import { RESOURCE_LABELS, type ResourceType } from '../../../shared/inventory.ts';
import { formatAgo } from '../../../shared/units.ts';
import { visibleText } from '../../../shared/visible-text.ts';
import { collectedAtOf } from '../../live/ages.ts';
import { useAges } from '../../live/use-ages.ts';
import { useServices } from '../../shell/services.ts';
import { copyText } from '../../ui/clipboard.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorCallout } from '../../ui/error-callout.tsx';
import { useTicking } from '../../ui/use-ticking.ts';
import { cellText } from '../cell-text.ts';
import { isFound } from '../found-attributes.ts';
import { knownAttributes } from '../known-attributes.ts';
import { useColumns } from '../layout/use-columns.ts';
import { moIdOf, unqualified, vcenterOf } from '../qualified-ref.ts';
import { CollectedValues } from './collected-values.tsx';
import { DetailSectionView } from './detail-section.tsx';
import { govcLine } from './govc-line.ts';
import { useObjectDetails } from './use-object-details.ts';

function GovcLine({ line }: { readonly line: string }) {
  const [copied, setCopied] = useState<string>();
  return (
    <div className="hs-govc">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by the keyboard */}
      <code className="hs-mono" tabIndex={0}>
        {line}
      </code>
      <Button
        size="small"
        variant="minimal"
        icon={<Duplicate size={14} />}
        aria-label="Copy govc command"
        text={copied === line ? 'Copied' : undefined}
        onClick={() => setCopied(copyText(line) ? line : undefined)}
      />
    </div>
  );
}

/** What vCenter tells of one object when it is asked. */
function AskedDetails(props: { readonly reference: string; readonly now: number }) {
  const { reference, now } = props;
  const { details, error, reload } = useObjectDetails(reference);
  if (error !== undefined) {
    return (
      <ErrorCallout error={error}>
        <Button size="small" variant="minimal" text="Try again" onClick={reload} />
      </ErrorCallout>
    );
  }
  if (details === undefined) return <p className="hs-detail-note hs-quiet">Asking vCenter…</p>;
  return (
    <>
      <div className="hs-detail-note hs-quiet">
        Asked {formatAgo(details.readAt, now)}
        <Button size="small" variant="minimal" icon={<Refresh size={12} />} aria-label="Ask again" onClick={reload} />
      </div>
      {details.sections.map((section) => (
        <DetailSectionView key={section.label} section={section} now={now} />
      ))}
      {details.missing.length > 0 && (
        <p className="hs-detail-note hs-quiet">
          Not handed out: {details.missing.map(({ path, fault }) => `${path} (${fault})`).join(', ')}
        </p>
      )}
    </>
  );
}

function ObjectPanel(props: { readonly type: ResourceType; readonly row: number; readonly reference: string }) {
  const { type, row, reference } = props;
  const { inventory, collections, clock } = useServices();
  const open = useStore(collections.store, (state) => state.open);
  const { all } = useColumns(type);
  // What was asked for later is asked again below, and vCenter knows no such property.
  const collected = all.filter(({ path }) => !isFound(path));
  const agesOf = useAges();
  useTicking(1000, true);
  const now = clock.now();
  const table = inventory.estate.table(type);
  const vcenter = open.find(({ key }) => key === vcenterOf(reference));
  const collectedAt = vcenter ? collectedAtOf(vcenter.collection, type) : now;
  const name = visibleText(cellText(table.cell(row, 'name'), knownAttributes(type).get('name'), String));
  return (
    <>
      <div className="hs-detail-head">
        <h2 title={name}>{name === '' ? '–' : name}</h2>
        <span className="hs-quiet">
          {RESOURCE_LABELS[type]} · <span className="hs-mono">{moIdOf(reference)}</span>
          {open.length > 1 && ` · ${vcenter?.label}`}
        </span>
      </div>
      <GovcLine line={govcLine(unqualified(reference), collected)} />
      <CollectedValues {...{ table, row, now }} ages={agesOf(type, reference, collectedAt)} columns={collected} />
      <AskedDetails reference={reference} now={now} />
    </>
  );
}

/** The side panel: everything about the object that the focus is at. Escape closes it. */
export function DetailsPanel(props: { readonly type: ResourceType }) {
  const { type } = props;
  const { inventory } = useServices();
  const reference = useStore(inventory.store, (state) => state.selected[type]);
  useStore(inventory.store, (state) => state.revision);
  const row = reference === undefined ? undefined : inventory.estate.table(type).rowOf(reference);
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') inventory.showDetails(false);
  };
  return (
    <aside className="hs-details" aria-label="Details" onKeyDown={onKeyDown}>
      <Button
        className="hs-details-close"
        size="small"
        variant="minimal"
        icon={<Cross size={14} />}
        aria-label="Close details"
        onClick={() => inventory.showDetails(false)}
      />
      {reference === undefined || row === undefined ? (
        <EmptyState title="No row chosen" detail="Click a row, or walk to one with the arrow keys." />
      ) : (
        <ObjectPanel key={reference} type={type} row={row} reference={reference} />
      )}
    </aside>
  );
}
