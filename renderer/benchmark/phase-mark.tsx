import type { BenchmarkProgress } from '../../shared/benchmark/benchmark-view.ts';
import { BENCHMARK_PHASE_LABELS, BENCHMARK_PHASE_TONES } from './phase-text.ts';

/** How far a benchmark is, or how it ended: a dot and a word. */
export function PhaseMark(props: { readonly phase: BenchmarkProgress['phase'] }) {
  const { phase } = props;
  return <span className={`hs-phase hs-tone-${BENCHMARK_PHASE_TONES[phase]}`}>{BENCHMARK_PHASE_LABELS[phase]}</span>;
}
