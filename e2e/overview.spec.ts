import { readableOn } from './fixtures/contrast.ts';
import { Dashboard } from './fixtures/dashboard.ts';
import { Grid } from './fixtures/grid.ts';
import { OverviewPage } from './fixtures/overview-page.ts';
import { expect, test } from './fixtures/shared-app.ts';

const VMS = 2000;
const TOO_OLD = 'VMs with a snapshot that is too old';
const DAY_MS = 86_400_000;

// Days are those of the operator, and of this test; half-way through a change of colours, none would be the theme's.
test.use({ timezoneId: 'UTC', contextOptions: { reducedMotion: 'reduce' } });

test('numbers lead to just so many rows, in the whole estate and in a cluster; datastores stand fullest first', async ({
  page,
}) => {
  await new Dashboard(page).collected();
  const overview = new OverviewPage(page);
  await overview.open(VMS);
  // Nothing is read since: these estates are not followed.
  await expect(overview.panel('CPU and memory')).toContainText(/used at collection, \d+ (s|min) ago/i);
  const on = await overview.follow('Counts', 'on', 'VMs');
  expect(on).toBeGreaterThan(VMS / 2);
  await overview.follow('VMware Tools', 'VMs with Tools out of date', 'VMs');
  await overview.follow('Powered-off VMs', 'VMs powered off', 'VMs');
  const hosts = await overview.follow('Counts', 'available', 'Hosts');
  await overview.follow('Datastores', 'from 75 to 90 %', 'Datastores');
  expect(await overview.follow('Datastores', 'not accessible, unknown', 'Datastores')).toBeGreaterThan(0);

  const fills = await overview.fills();
  const known = fills.filter((fill) => fill !== undefined);
  expect(known.length).toBeGreaterThan(5);
  expect(fills.slice(0, known.length), 'the unknown ones come last').toEqual(known);
  expect(known).toEqual(known.toSorted((left, right) => right - left));
  await overview.panel('Datastores by fill').evaluate((list) => list.scrollTo(0, list.scrollHeight));
  const last = overview.stores.last();
  await expect(last).toContainText('unknown');
  await expect(last).toContainText('not accessible');

  const ratio = overview.panel('Clusters').getByRole('row', { name: /^fra-cl01 / });
  await expect(ratio).toContainText(' : 1');
  await overview.scope.selectOption({ label: '\u2003fra-cl01' });
  const inCluster = await overview.follow('Counts', 'on', 'VMs');
  expect(inCluster).toBeGreaterThan(0);
  expect(inCluster).toBeLessThan(on);
  expect(await overview.follow('Counts', 'available', 'Hosts')).toBeLessThan(hosts);
  await overview.follow('Datastores', 'datastores', 'Datastores');
  await overview
    .panel('Clusters')
    .getByRole('button', { name: `${inCluster} VMs powered on in fra-cl01` })
    .click();
  await expect(page.getByRole('navigation', { name: 'Narrowed to' })).toContainText('fra-cl01');
  await expect(page.getByRole('list', { name: 'Column filters' })).toHaveText('Power is On');

  await new Dashboard(page).openScreen('Overview');
  const fullest = overview.stores.first();
  const name = await fullest.getByRole('button').innerText();
  await fullest.getByRole('button').click();
  await expect(page.getByRole('complementary', { name: 'Details' })).toContainText(name);
});

test('snapshots are checked when asked for and found by their age; every text is readable, in the smallest window too', async ({
  page,
}) => {
  await new Dashboard(page).collected();
  const overview = new OverviewPage(page);
  await overview.open(VMS);
  await expect(overview.snapshots).toContainText('unknown until they are checked');
  await overview.snapshots.getByRole('button', { name: 'Check snapshots' }).click();
  const all = overview.number('Snapshots', 'VMs with snapshots');
  await expect(all).toBeVisible({ timeout: 20_000 });
  const found = await overview.follow('Snapshots', 'VMs with snapshots', 'VMs');
  expect(found).toBeGreaterThan(100);
  await all.click();
  const taken = (await new Grid(page, 'VMs').column('Oldest snapshot')).map((text) => new Date(text.slice(0, 10)));
  expect(taken).toHaveLength(found);

  // From a number of days on that about half of them have; where the clock is behind the demo estate, none has any.
  const middle = taken.toSorted((left, right) => left.getTime() - right.getTime())[Math.floor(found / 2)] ?? new Date();
  const days = Math.max(1, Math.round((Date.now() - middle.getTime()) / DAY_MS));
  const before = new Date(new Date(Date.now() - days * DAY_MS).toISOString().slice(0, 10));
  const old = taken.filter((day) => day < before).length;
  expect(old).toBeLessThan(found);
  await new Dashboard(page).openScreen('Overview');
  await overview.days.fill(String(days));
  await expect(overview.number('Snapshots', TOO_OLD)).toHaveText(String(old));
  expect(await overview.follow('Snapshots', TOO_OLD, 'VMs')).toBe(old);

  // Whatever can be said is on screen now.
  await readableOn(page)('overview');
  await page.setViewportSize({ width: 1024, height: 640 });
  const widths = () => page.evaluate(() => [document.documentElement.scrollWidth, window.innerWidth]);
  expect((await widths())[0]).toBe((await widths())[1]);
});
