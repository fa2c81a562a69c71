import { Button, ProgressBar } from '@blueprintjs/core';
import { useStore } from 'zustand';
import type { BenchmarkProgress } from '../../shared/benchmark/benchmark-view.ts';
import { formatDuration } from '../../shared/units.ts';
import { useServices } from '../shell/services.ts';
import { useTicking } from '../ui/use-ticking.ts';
import { PhaseMark } from './phase-mark.tsx';
import { BENCHMARK_PHASE_LABELS } from './phase-text.ts';
import { currentText, finishedText, runMarks, timeLeftText } from './progress-text.ts';

function ScenarioRow(props: { readonly progress: BenchmarkProgress; readonly index: number }) {
  const { progress, index } = props;
  const scenario = progress.scenarios[index];
  if (scenario === undefined) return null;
  const isCurrent = progress.current?.scenario === scenario.id;
  return (
    <tr data-current={isCurrent} aria-current={isCurrent ? 'step' : undefined}>
      <th scope="row">{scenario.name}</th>
      <td>
        <span className="hs-run-marks" aria-hidden="true">
          {runMarks(scenario, progress.current).map((mark, run) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a run is known by its place
            <span key={run} data-mark={mark} />
          ))}
        </span>
      </td>
      <td>{finishedText(scenario)}</td>
      <td className="hs-right hs-quiet">{currentText(progress, scenario.id)}</td>
    </tr>
  );
}

function Elapsed(props: { readonly since: number }) {
  const { clock } = useServices();
  useTicking(1000, true);
  return (
    <span className="hs-quiet">{formatDuration(Math.max(0, Math.floor((clock.now() - props.since) / 1000)))}</span>
  );
}

/** The benchmark that is under way: how far each scenario is, how far the whole, and the way to end it. */
export function ProgressPanel() {
  const { benchmarks } = useServices();
  const progress = useStore(benchmarks.run.store, (state) => state.running);
  if (progress === undefined) return null;
  const { phase, finishedRuns, totalRuns, scenarios, startedAt } = progress;
  return (
    <section className="hs-benchmark-progress" aria-label="Progress of the benchmark">
      <div className="hs-progress-head">
        <h3>Measuring</h3>
        <PhaseMark phase={phase} />
        <Elapsed since={startedAt} />
        <span className="hs-progress-left">{timeLeftText(progress)}</span>
        <Button
          size="small"
          variant="outlined"
          text="Cancel"
          title="Finished runs are kept"
          disabled={phase === 'cancelling'}
          onClick={() => void benchmarks.run.cancel()}
        />
      </div>
      <ProgressBar
        value={totalRuns === 0 ? 0 : finishedRuns / totalRuns}
        intent="primary"
        stripes={false}
        aria-label={`${finishedRuns} of ${totalRuns} runs finished`}
      />
      <p className="hs-quiet hs-progress-note">
        {finishedRuns} of {totalRuns} runs finished, those to warm up among them. It goes on while you work elsewhere;
        finished runs are kept when you cancel.
      </p>
      <div className="hs-table-scroll">
        <table className="hs-data-table" aria-label="Runs of each scenario">
          <thead>
            <tr>
              <th>Scenario</th>
              <th>Runs</th>
              <th>Finished</th>
              <th className="hs-right">Under way</th>
            </tr>
          </thead>
          <tbody>
            {scenarios.map(({ id }, index) => (
              <ScenarioRow key={id} progress={progress} index={index} />
            ))}
          </tbody>
        </table>
      </div>
      <span role="status" className="hs-hidden">
        {`Benchmark: ${BENCHMARK_PHASE_LABELS[phase]}`}
      </span>
    </section>
  );
}
