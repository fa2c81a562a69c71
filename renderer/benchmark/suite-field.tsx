import { HTMLSelect } from '@blueprintjs/core';
import { useStore } from 'zustand';
import { BENCHMARK_SUITES } from '../../shared/benchmark/benchmark-view.ts';
import { useServices } from '../shell/services.ts';
import { Field } from './order-field.tsx';
import { SUITES } from './suites.ts';

const OPTIONS = BENCHMARK_SUITES.map((suite) => ({ label: SUITES[suite].label, value: suite }));

/** What is compared, and the question that it answers. */
export function SuiteField() {
  const { benchmarks } = useServices();
  const suite = useStore(benchmarks.order, ({ draft }) => draft.suite);
  const choose = (value: string): void => {
    const chosen = BENCHMARK_SUITES.find((known) => known === value);
    if (chosen !== undefined) benchmarks.edit({ suite: chosen });
  };
  return (
    <Field label="Suite" htmlFor="benchmark-suite">
      <HTMLSelect
        id="benchmark-suite"
        aria-describedby="benchmark-suite-note"
        fill
        options={OPTIONS}
        value={suite}
        onChange={(event) => choose(event.currentTarget.value)}
      />
      <p id="benchmark-suite-note" className="hs-order-note">
        {SUITES[suite].question}
      </p>
    </Field>
  );
}
