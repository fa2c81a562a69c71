import type { BenchmarkProgress } from '../../../shared/benchmark/benchmark-view.ts';
import { formatCount, formatDuration } from '../../../shared/units.ts';
import type { Terminal } from './terminal.ts';

/** Tells how far a benchmark is: a status line on a terminal, and everywhere a line for each round. */
export class BenchProgress {
  readonly #terminal: Terminal;
  #round: number | undefined;

  constructor(terminal: Terminal) {
    this.#terminal = terminal;
  }

  show(progress: BenchmarkProgress): void {
    const { current, phase, finishedRuns, totalRuns, scenarios } = progress;
    if (current && current.round !== this.#round) {
      this.#round = current.round;
      this.#terminal.note(`${roundOf(progress)}, ${finishedRuns} of ${totalRuns} runs done${timeLeft(progress)}`);
    }
    const name = scenarios.find(({ id }) => id === current?.scenario)?.name ?? '';
    const rows = current ? `, ${formatCount(current.rows)} objects` : '';
    this.#terminal.status(
      `${current ? roundOf(progress) : phase}: ${name}${rows}; run ${finishedRuns + 1} of ${totalRuns}${timeLeft(progress)}`,
    );
  }
}

function roundOf({ current, scenarios }: BenchmarkProgress): string {
  if (!current || current.round === 0) return 'Warming up';
  return `Round ${current.round} of ${scenarios[0]?.runs ?? current.round}`;
}

function timeLeft({ secondsLeft }: BenchmarkProgress): string {
  return secondsLeft === undefined ? '' : `, about ${formatDuration(secondsLeft)} left`;
}
