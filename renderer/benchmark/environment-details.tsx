import type { BenchmarkRecord } from '../../shared/benchmark/benchmark-view.ts';
import { environmentFacts } from './environment-facts.ts';

function Facts(props: { readonly label: string; readonly facts: readonly (readonly [string, string])[] }) {
  return (
    <section aria-label={props.label}>
      <h5>{props.label}</h5>
      <dl className="hs-facts">
        {props.facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

/** On what it was measured: machine, versions, estate, and the settings that all scenarios share. */
export function EnvironmentDetails(props: { readonly record: BenchmarkRecord }) {
  const { machine, estate, versions, settings } = environmentFacts(props.record);
  return (
    <details className="hs-result-section hs-environment">
      <summary>Machine, versions, estate and settings</summary>
      <div className="hs-environment-body">
        <Facts label="Machine" facts={machine} />
        <Facts label="Estate" facts={estate} />
        <Facts label="Versions" facts={versions} />
        <Facts label="Settings of all scenarios" facts={settings} />
      </div>
    </details>
  );
}
