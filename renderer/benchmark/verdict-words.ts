import type { Difference } from '../../shared/benchmark/difference.ts';

/** What the runs show, in a word or two. */
export const VERDICT_WORDS: Readonly<Record<Difference['verdict'], string>> = {
  less: 'less',
  more: 'more',
  noise: 'within noise',
  same: 'the same',
  'too few runs': 'too few runs',
};

/** Less is better for every metric. Only what the runs show has a colour. */
export function verdictTone(difference: Pick<Difference, 'verdict'> | undefined): 'good' | 'bad' | 'quiet' {
  if (difference?.verdict === 'less') return 'good';
  return difference?.verdict === 'more' ? 'bad' : 'quiet';
}
