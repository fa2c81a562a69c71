import type { BenchmarkProgress } from '../../shared/benchmark/benchmark-view.ts';
import type { Tone } from '../shell/phase.ts';

type Phase = BenchmarkProgress['phase'];

export const BENCHMARK_PHASE_LABELS: Readonly<Record<Phase, string>> = {
  starting: 'Starting',
  'warming up': 'Warming up',
  running: 'Running',
  cancelling: 'Cancelling',
  completed: 'Completed',
  partial: 'Partial',
  cancelled: 'Cancelled',
  failed: 'Failed',
};

export const BENCHMARK_PHASE_TONES: Readonly<Record<Phase, Tone>> = {
  starting: 'busy',
  'warming up': 'busy',
  running: 'busy',
  cancelling: 'quiet',
  completed: 'good',
  partial: 'warning',
  cancelled: 'quiet',
  failed: 'bad',
};
