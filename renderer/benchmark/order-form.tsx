import { Button } from '@blueprintjs/core';
import type { FormEvent } from 'react';
import { useStore } from 'zustand';
import { formatCount } from '../../shared/units.ts';
import { useServices } from '../shell/services.ts';
import { ErrorCallout } from '../ui/error-callout.tsx';
import { EstateField, ResourcesField } from './estate-field.tsx';
import { MOST_RUNS, MOST_VMS, orderOf } from './order-draft.ts';
import { NumberField } from './order-field.tsx';
import { PairFields } from './pair-fields.tsx';
import { expectedTimeText, runsText } from './run-estimate.ts';
import { SuiteField } from './suite-field.tsx';
import { useOrderContext } from './use-order-context.ts';

/** What starting would do: how many runs, and how long the last ones like them took. */
function Expectation() {
  const { benchmarks, collections } = useServices();
  const draft = useStore(benchmarks.order, (state) => state.draft);
  const history = useStore(benchmarks.history.store, (state) => state.list);
  const label = useStore(collections.store, ({ current }) => current?.source.label);
  // The runs can be counted while A and B are still the same.
  const result = orderOf({ ...draft, suite: 'quick' }, { collectionId: 'any', current: undefined });
  if (!result.ok) return null;
  const order = { ...result.order, suite: draft.suite };
  const estate = order.estate.kind === 'demo' ? `Demo estate, ${formatCount(order.estate.vms)} VMs` : (label ?? '');
  return (
    <p className="hs-order-note">
      {runsText(order)} {expectedTimeText(history ?? [], { estate, order })}
    </p>
  );
}

/** What to measure; there is one benchmark at a time. */
export function OrderForm() {
  const { benchmarks } = useServices();
  const context = useOrderContext();
  const suite = useStore(benchmarks.order, ({ draft }) => draft.suite);
  const estate = useStore(benchmarks.order, ({ draft }) => draft.estate);
  const running = useStore(benchmarks.run.store, (state) => state.running !== undefined);
  const starting = useStore(benchmarks.run.store, (state) => state.starting);
  const error = useStore(benchmarks.run.store, (state) => state.error);
  const onSubmit = (event: FormEvent): void => {
    event.preventDefault();
    void benchmarks.start(context);
  };
  return (
    <form className="hs-side-section hs-order" aria-label="New benchmark" onSubmit={onSubmit} noValidate>
      <h3>New benchmark</h3>
      <SuiteField />
      {suite === 'pair' && <PairFields current={context.current} />}
      <EstateField />
      <ResourcesField />
      <div className="hs-order-pair">
        {estate === 'demo' && <NumberField field="vms" label="VMs" note={`1 to ${formatCount(MOST_VMS)}`} />}
        <NumberField field="runs" label="Runs of each" note={`1 to ${MOST_RUNS}`} />
      </div>
      <Expectation />
      <Button
        type="submit"
        intent="primary"
        fill
        text="Start"
        loading={starting}
        disabled={running}
        aria-describedby={running ? 'benchmark-start-note' : undefined}
      />
      {running && (
        <p id="benchmark-start-note" className="hs-order-note">
          One benchmark runs at a time.
        </p>
      )}
      {error !== undefined && <ErrorCallout error={error} />}
    </form>
  );
}
