import { SegmentedControl } from '@blueprintjs/core';
import { useStore } from 'zustand';
import { useServices } from '../shell/services.ts';
import { Field, FieldProblem } from './order-field.tsx';

const ESTATES = [
  { label: 'Demo estate', value: 'demo' },
  { label: 'Connected', value: 'collection' },
];
const RESOURCES = [
  { label: 'All', value: 'all' },
  { label: 'Minimal', value: 'minimal' },
];

/** Which estate is collected in every run: a made-up one of any size, or the one that is connected now. */
export function EstateField() {
  const { benchmarks, collections } = useServices();
  const estate = useStore(benchmarks.order, ({ draft }) => draft.estate);
  const source = useStore(collections.store, ({ current }) => current?.source);
  return (
    <Field label="Estate" labelId="benchmark-estate">
      <SegmentedControl
        aria-labelledby="benchmark-estate"
        size="small"
        fill
        options={source === undefined ? ESTATES.slice(0, 1) : ESTATES}
        value={estate}
        onValueChange={(value) => benchmarks.edit({ estate: value === 'collection' ? 'collection' : 'demo' })}
      />
      {estate === 'collection' && (
        <p className="hs-order-note">
          {source === undefined
            ? 'Nothing is connected.'
            : `${source.label}, as ${source.user}; every run logs in anew.`}
        </p>
      )}
      <FieldProblem field="estate" id="benchmark-estate-problem" />
    </Field>
  );
}

/** Whether every kind of object is collected, or the few small ones. */
export function ResourcesField() {
  const { benchmarks } = useServices();
  const resources = useStore(benchmarks.order, ({ draft }) => draft.resources);
  return (
    <Field label="Resources" labelId="benchmark-resources">
      <SegmentedControl
        aria-labelledby="benchmark-resources"
        size="small"
        fill
        options={RESOURCES}
        value={resources}
        onValueChange={(value) => benchmarks.edit({ resources: value === 'minimal' ? 'minimal' : 'all' })}
      />
      <p className="hs-order-note">
        {resources === 'minimal'
          ? 'Pools, datastores, networks and templates only.'
          : 'Every kind of object, VMs and hosts among them.'}
      </p>
    </Field>
  );
}
