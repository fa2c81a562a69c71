import type { Page } from '@playwright/test';
import { expect, test } from './fixtures/app.ts';
import { Dashboard } from './fixtures/dashboard.ts';

const SIZE = /^\d+(\.\d+)? (KiB|MiB|GiB)$/;
const DURATION = /^\d+(\.\d+)? (ms|s)$/;
const COUNTS = /^([\d,]+) forced, ([\d,]+) natural$/;

/** Number and note of a tile. */
async function tile(page: Page, label: string): Promise<readonly [value: string, note: string]> {
  const texts = await page.getByRole('region', { name: label, exact: true }).getByRole('paragraph').allInnerTexts();
  return [texts[0] ?? '', texts[1] ?? ''];
}

function mebibytes(text: string): number {
  const [, value, unit = ''] = /([\d.]+) (KiB|MiB|GiB)/.exec(text) ?? [];
  return Number(value) * 1024 ** (['KiB', 'MiB', 'GiB'].indexOf(unit) - 1);
}

function milliseconds(text: string): number {
  const [, value, unit] = /([\d.]+) (ms|s)$/.exec(text) ?? [];
  return Number(value) * (unit === 's' ? 1000 : 1);
}

/** Collections of garbage that the tile counts. */
async function collections(page: Page): Promise<{ readonly forced: number; readonly natural: number }> {
  const [value, note] = await tile(page, 'Garbage collections');
  const [, forced, natural] = (COUNTS.exec(note) ?? []).map((text) => Number(text.replaceAll(',', '')));
  if (forced === undefined || natural === undefined) throw new Error(`"${note}" does not count collections`);
  expect(Number(value.replaceAll(',', '')), note).toBe(forced + natural);
  return { forced, natural };
}

test('the tiles tell memory in binary units, and garbage collections by their cause', async ({ page }) => {
  const dashboard = new Dashboard(page);
  await dashboard.collected();
  await dashboard.openScreen('Memory');
  await expect.poll(async () => (await tile(page, 'RSS'))[0]).toMatch(SIZE);
  for (const [label, least, most] of [
    ['RSS', 60, 400],
    ['Main heap', 4, 100],
  ] as const) {
    const [value, note] = await tile(page, label);
    expect(value).toMatch(SIZE);
    expect(mebibytes(value), label).toBeGreaterThan(least);
    expect(mebibytes(value), label).toBeLessThan(most);
    expect(note).toMatch(/^peak \S+ MiB$/);
    expect(mebibytes(note), `${label}: ${note}`).toBeGreaterThanOrEqual(mebibytes(value));
  }
  // With so many on purpose V8 may find nothing left to do by itself.
  const { forced } = await collections(page);
  expect(forced, 'after batches').toBeGreaterThan(10);
  const [pause, longest] = await tile(page, 'GC pause');
  expect(pause).toMatch(DURATION);
  expect(longest).toMatch(/^longest /);
  expect(milliseconds(longest)).toBeGreaterThan(0);
  expect(milliseconds(pause)).toBeGreaterThan(milliseconds(longest));
});

test('a collector has its heap on the screen while it runs, and its curve afterwards', async ({ page }) => {
  const dashboard = new Dashboard(page);
  await dashboard.openScreen('Memory');
  const legend = page.getByRole('complementary', { name: 'Legend' });
  await dashboard.startDemo(50_000);
  await expect
    .poll(() => tile(page, 'Collector heap'))
    .toEqual([expect.stringMatching(SIZE), expect.stringMatching(/^peak [\d.]+ MiB$/)]);
  const entry = legend.getByRole('region', { name: 'collector-2' });
  await expect(entry.getByRole('heading')).toHaveText('collector-2');
  await expect(entry).toContainText(/Used\s*[\d.]+ MiB/);
  await expect(legend.getByRole('region', { name: 'Batches' })).toContainText('Hosts');

  await dashboard.collection.getByRole('button', { name: 'Cancel' }).click();
  await expect(dashboard.phase('Cancelled')).toBeVisible();
  await expect(entry.getByRole('heading')).toHaveText('collector-2 ended');
  await expect(legend.getByRole('region', { name: 'collector-1' })).toContainText('ended');
  await expect
    .poll(() => tile(page, 'Collector heap'))
    .toEqual(['–', expect.stringMatching(/^peak [\d.]+ MiB, none running$/)]);
});

test.describe('without explicit GC', () => {
  test.use({ appOptions: { environment: { VSPHERE_EXPLICIT_GC: 'false' } } });

  test('no garbage collection is forced', async ({ page }) => {
    const dashboard = new Dashboard(page);
    await dashboard.collected();
    await dashboard.openScreen('Memory');
    await expect.poll(async () => (await collections(page)).natural).toBeGreaterThan(0);
    expect((await collections(page)).forced).toBe(0);
  });
});
