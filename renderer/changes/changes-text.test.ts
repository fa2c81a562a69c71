import { describe, expect, it } from 'vitest';
import type { ComparisonState } from '../../shared/generations-view.ts';
import { generation } from './changes-fixture.ts';
import { countText, fileText, generationText, kindText, totalOf } from './changes-text.ts';

const STATE: ComparisonState = { id: 'x', phase: 'running', rowsRead: 0, rowsExpected: 4000 };

describe('the texts of the changes', () => {
  it('call a generation by age, moment and size, and by its vCenter where there are several', () => {
    const now = generation(5).collectedAt + 3 * 60_000;
    expect(generationText(generation(5), now, false)).toMatch(/^3 min ago · \d{4}-\d\d-\d\d \d\d:05:00 · 10 rows$/);
    expect(generationText(generation(5, { partial: true, rows: 1 }), now, true)).toMatch(
      / · 1 row · partial · vc\.example$/,
    );
  });

  it('count', () => {
    expect([countText(1, 'object'), countText(2000, 'object')]).toEqual(['1 object', '2,000 objects']);
    expect(kindText({ added: 1, removed: 0, changed: 1200 })).toBe('1 added, 0 removed, 1,200 changed');
    const kind = { type: 'VirtualMachine' as const, added: 1, removed: 2, changed: 3, usageOnly: 4, paths: {} };
    expect(totalOf([kind, { ...kind, type: 'Template' }])).toEqual({ added: 2, removed: 4, changed: 6, usageOnly: 8 });
    expect(totalOf([])).toEqual({ added: 0, removed: 0, changed: 0, usageOnly: 0 });
  });

  it.each<[Partial<ComparisonState>, string]>([
    [{}, 'Reading the first rows…'],
    [{ rowsRead: 1000 }, '1,000 of 4,000 rows read'],
    [{ phase: 'done', file: { path: '/a', bytes: 1536, objects: 1 } }, '1 object, 1.50 KiB'],
    [{ phase: 'cancelled' }, 'The export was cancelled; no file was left.'],
    [{ phase: 'failed' }, 'The export did not work; no file was left.'],
  ])('say where an export stands: %j', (change, text) => {
    expect(fileText({ ...STATE, ...change })).toBe(text);
  });
});
