import { Button, Callout, InputGroup } from '@blueprintjs/core';
import { Search } from '@blueprintjs/icons';
import { useState } from 'react';
import { useStore } from 'zustand';
import type { AttributeSelection } from '../../../shared/attribute-selection.ts';
import { RESOURCE_LABELS, type ResourceType } from '../../../shared/inventory.ts';
import { useServices } from '../../shell/services.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorCallout } from '../../ui/error-callout.tsx';
import { AttributeKinds } from './attribute-kinds.tsx';
import { attributeRows, filterRows } from './attribute-rows.ts';
import { AttributeTable } from './attribute-table.tsx';
import { isDefault, toggled, withAllEssential, withDefault } from './selection-edit.ts';
import { compareSizes } from './size-comparison.ts';
import { SizeSummary } from './size-summary.tsx';

/** Says that nothing chosen here counts while everything is kept. */
function PruningOff() {
  const { settings } = useServices();
  const off = useStore(settings.store, ({ views }) => views?.find(({ key }) => key === 'dataPruning')?.value === false);
  if (!off) return null;
  return (
    <Callout className="hs-callout" intent="warning" compact>
      Data pruning is off: every property is asked for and kept, whatever is chosen here.
    </Callout>
  );
}

function SaveError() {
  const { attributes } = useServices();
  const error = useStore(attributes.store, (state) => state.error);
  if (error === undefined) return null;
  return (
    <ErrorCallout error={error}>
      {' '}
      <Button size="small" variant="minimal" text="Save again" onClick={() => void attributes.save()} />
    </ErrorCallout>
  );
}

function KindEditor(props: { readonly type: ResourceType; readonly selection: AttributeSelection }) {
  const { type, selection } = props;
  const { attributes, collections } = useServices();
  const current = useStore(collections.store, (state) => state.current);
  const [filter, setFilter] = useState('');
  const rows = attributeRows(type, selection, current);
  const shown = filterRows(rows, filter);
  return (
    <section id="attributes-panel" className="hs-table" role="tabpanel" aria-label={RESOURCE_LABELS[type]}>
      <div className="hs-toolbar">
        <h3>{RESOURCE_LABELS[type]}</h3>
        <span className="hs-toolbar-count">
          {rows.filter(({ selected }) => selected).length} of {rows.length} kept
        </span>
        <div className="hs-toolbar-end">
          <Button
            size="small"
            text="Select all essential"
            onClick={() => void attributes.change((now) => withAllEssential(now, type))}
          />
          <Button
            size="small"
            text="Reset to default"
            disabled={isDefault(selection, type)}
            onClick={() => void attributes.change((now) => withDefault(now, type))}
          />
          <InputGroup
            className="hs-filter"
            size="small"
            leftIcon={<Search size={14} />}
            placeholder="Filter attributes"
            aria-label="Filter attributes"
            value={filter}
            onValueChange={setFilter}
          />
        </div>
      </div>
      <PruningOff />
      <SaveError />
      <SizeSummary comparison={compareSizes(type, rows, current)} />
      <div className="hs-attributes-scroll">
        {shown.length === 0 ? (
          <EmptyState title={`No attributes match “${filter.trim()}”`}>
            <Button text="Clear filter" onClick={() => setFilter('')} />
          </EmptyState>
        ) : (
          <AttributeTable
            label={`Attributes of ${RESOURCE_LABELS[type]}`}
            rows={shown}
            toggle={(path) => void attributes.change((now) => toggled(now, type, path))}
          />
        )}
      </div>
    </section>
  );
}

/** Which attributes a collection keeps of every kind of object. */
export function AttributesView() {
  const { attributes } = useServices();
  const selection = useStore(attributes.store, (state) => state.selection);
  const error = useStore(attributes.store, (state) => state.error);
  const [type, setType] = useState<ResourceType>('VirtualMachine');
  if (selection === undefined)
    return error === undefined ? <EmptyState title="Reading the attributes…" /> : <ErrorCallout error={error} />;
  return (
    <div className="hs-attributes">
      <AttributeKinds selection={selection} type={type} select={setType} />
      <KindEditor key={type} type={type} selection={selection} />
    </div>
  );
}
