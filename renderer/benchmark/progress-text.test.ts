import { describe, expect, it } from 'vitest';
import { benchmarkProgress } from './benchmarks-fixture.ts';
import { currentText, finishedText, runMarks, timeLeftText } from './progress-text.ts';

const scenario = { id: 'all', name: 'All on', finished: 2, failed: 1, runs: 5 };

describe('progress of a benchmark in words and marks', () => {
  it('marks every run of a scenario', () => {
    const current = { scenario: 'all', round: 4, rows: 0, startedAt: 0 };
    expect(runMarks(scenario, current)).toEqual(['finished', 'finished', 'failed', 'current', 'open']);
    expect(runMarks(scenario, { ...current, scenario: 'baseline' })).toEqual([
      'finished',
      'finished',
      'failed',
      'open',
      'open',
    ]);
    expect(runMarks({ ...scenario, finished: 4 }, current), 'nothing is left to run').not.toContain('current');
    expect(runMarks(scenario, { ...current, round: 0 }), 'it warms up').not.toContain('current');
    expect(runMarks({ ...scenario, finished: 6, failed: 0 }, undefined)).toHaveLength(6);
  });

  it('counts what is finished', () => {
    expect(finishedText(scenario)).toBe('2 of 5, 1 failed');
    expect(finishedText({ ...scenario, failed: 0 })).toBe('2 of 5');
  });

  it('tells the rows of the run under way only', () => {
    const progress = benchmarkProgress({ current: { scenario: 'all', round: 1, rows: 1204, startedAt: 0 } });
    expect(currentText(progress, 'all')).toBe('1,204 rows');
    expect(currentText({ ...progress, phase: 'warming up' }, 'all')).toBe('warming up, 1,204 rows');
    expect(currentText(progress, 'baseline')).toBe('');
  });

  it('tells the time left once it is known', () => {
    expect(timeLeftText(benchmarkProgress())).toBe('Time left is known after one run of each');
    expect(timeLeftText(benchmarkProgress({ secondsLeft: 39.2 }))).toBe('About 40 s left');
    expect(timeLeftText(benchmarkProgress({ secondsLeft: 0.2 }))).toBe('Almost done');
    expect(timeLeftText(benchmarkProgress({ secondsLeft: 39, phase: 'cancelling' }))).toBe('Ending the run under way');
  });
});
