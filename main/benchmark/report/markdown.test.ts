import { describe, expect, it } from 'vitest';
import { fixtureRecord } from '../../../shared/benchmark/benchmark-fixture.ts';
import { METRIC_ORDER, METRICS } from '../../../shared/benchmark/metrics.ts';
import { renderReport } from './render-report.ts';
import { hostileRecord } from './report-fixture.ts';

describe('report as Markdown', () => {
  const text = renderReport(fixtureRecord({ suite: 'switches' }), 'md', undefined).text;

  it('has a title, the advice, a table for each metric and the command', () => {
    expect(text).toMatch(/^# Each optimisation: Demo, 10,000 VMs\n\n\*\*Keep all on: /);
    for (const metric of METRIC_ORDER) expect(text).toContain(`## ${METRICS[metric].label}\n`);
    expect(text).toMatch(/\| Pruning only \| 5 \| 1\.\d\d s \| [^|]+ \| [^|]+ \| −8\d(\.\d)? % ± [\d.]+ \|/);
    expect(text).toContain('```sh\nnpm run -s cli -- bench --demo 10000 --runs 5\n```');
  });

  it('leaves figures at the start of a line as they are', () => {
    expect(text).toMatch(/^- Pruning only: \d/m);
    expect(text.slice(0, text.indexOf('## '))).not.toContain('\\');
  });

  it.each([
    ['1. first', '# Each optimisation: 1. first'],
    ['- a', '# Each optimisation: - a'],
    ['www.example.org', '# Each optimisation: www\u200b.example.org'],
    ['a | b', '# Each optimisation: a \\| b'],
    ['a\n# b', '# Each optimisation: a \\# b'],
  ])('writes the name %j as text', (label, title) => {
    const record = fixtureRecord({ runs: 1 });
    const [line] = renderReport({ ...record, estate: { ...record.estate, label } }, 'md', undefined).text.split('\n');
    expect(line).toBe(title);
  });

  it('keeps the columns of its tables, whatever they hold', () => {
    for (const content of [text, renderReport(hostileRecord(), 'md', fixtureRecord()).text]) {
      for (const block of content.split('\n\n').filter((part) => part.startsWith('| '))) {
        const columns = block.split('\n').map((line) => line.replace(/\\[|\\]/g, '').split('|').length);
        expect(new Set(columns).size).toBe(1);
      }
    }
  });

  it('lets no name become markup, HTML or a link', () => {
    const hostile = renderReport(hostileRecord(), 'md', fixtureRecord()).text;
    const unescaped = hostile.replace(/\\[\\`*_[\]<>#|~&$]/g, '');
    expect(unescaped).not.toMatch(/<script|<img|\]\(/);
    expect(unescaped).not.toMatch(/[<>[\]]/);
  });

  it('tells failures and the baseline', () => {
    const hostile = renderReport(hostileRecord(), 'md', fixtureRecord()).text;
    expect(hostile).toContain('## Runs that failed');
    expect(hostile).toContain('The benchmark was broken off');
    const older = { ...fixtureRecord({ suite: 'quick', seed: 9 }), id: 'older' };
    const slower = fixtureRecord({
      suite: 'quick',
      change: (_, metrics) => ({ ...metrics, wallMs: metrics.wallMs * 2 }),
    });
    expect(renderReport(slower, 'md', older).text).toMatch(
      /## Against the baseline of .*\n\n- \*\*.* slower compared with the baseline/,
    );
    expect(renderReport(fixtureRecord({ suite: 'quick' }), 'md', older).text).toContain(
      'Nothing got worse beyond noise.',
    );
  });
});
