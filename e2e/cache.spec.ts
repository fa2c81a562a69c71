import { expect, test } from './fixtures/app.ts';
import { CachePage } from './fixtures/cache-page.ts';
import { Dashboard } from './fixtures/dashboard.ts';
import { Grid } from './fixtures/grid.ts';
import { type RedisServer, startRedis } from './fixtures/servers/redis.ts';
import { requireTools } from './fixtures/servers/required-tools.ts';

const hasRedis = requireTools('redis');

test.describe('embedded', () => {
  test('a collection fills the cache: a row for every kind, with sizes and ages', async ({ page }) => {
    const dashboard = new Dashboard(page);
    await dashboard.collected();
    await dashboard.openScreen('Cache');
    const cache = new CachePage(page);
    await expect(cache.root.getByText('Ready', { exact: true })).toBeVisible();
    await expect(cache.tables).toHaveCount(1);
    await expect(cache.tables.getByRole('row')).toHaveCount(15);
    await expect(cache.root.getByRole('heading', { name: /demo vCenter/ })).toBeVisible();
    const [rows, chunks, raw, stored, ratio, codec, age, fresh, until] = await cache
      .entry('VMs')
      .getByRole('cell')
      .allInnerTexts();
    expect([rows, chunks, codec]).toEqual(['2,000', '40', 'gzip']);
    expect(raw).toMatch(/^\d\.\d\d MiB$/);
    expect(stored).toMatch(/^\d{3} KiB$/);
    expect(ratio).toMatch(/^\d\.\dx$/);
    expect(age).toMatch(/^(just now|\d+ s ago)$/);
    expect(fresh).toMatch(/^fresh for 59 min$/);
    expect(until).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d$/);
    await expect(cache.tile('Cached rows')).toContainText('2,279');
    await expect(cache.tile('Errors')).toContainText('0 reading, 0 writing');

    await dashboard.collectAgain();
    await expect(cache.tile('Writes'), 'the same rows are not written again').toContainText(/5\d unchanged/);
  });

  test('a chunk is opened, unpacked, as a table; and the next one after it', async ({ page }) => {
    const dashboard = new Dashboard(page);
    await dashboard.collected();
    const name = (await new Grid(page, 'VMs').column('Name'))[50] ?? '';
    await dashboard.openScreen('Cache');
    const cache = new CachePage(page);
    const chunkDialog = await cache.openChunks('VMs');
    await expect(chunkDialog.getByText('Chunk 1 of 40')).toBeVisible();
    await expect(chunkDialog.getByText(/^gzip, [\d.]+ KiB raw, [\d.]+ KiB stored, \d\.\dx, 50 rows$/)).toBeVisible();
    await expect(chunkDialog.getByRole('row')).toHaveCount(51);
    await expect(chunkDialog.getByRole('columnheader').first()).toHaveText('Name');
    await expect(chunkDialog.getByRole('button', { name: 'Previous chunk' })).toBeDisabled();
    await expect(chunkDialog.getByRole('cell', { name, exact: true })).toHaveCount(0);
    await chunkDialog.getByRole('button', { name: 'Next chunk' }).click();
    await expect(chunkDialog.getByText('Chunk 2 of 40')).toBeVisible();
    await expect(chunkDialog.getByRole('row').nth(1).getByRole('cell').first()).toHaveText(name);
    expect(await chunkDialog.innerText(), 'values are written for people').not.toMatch(/[[{]"/);
    await page.keyboard.press('Escape');
    await expect(chunkDialog).toBeHidden();
  });

  test('entries are removed after a preview: of a kind, of a vCenter, all', async ({ page }) => {
    const dashboard = new Dashboard(page);
    await dashboard.collected();
    await dashboard.openScreen('Cache');
    const cache = new CachePage(page);
    const preview = await cache.previewRemoval('Hosts');
    await expect(preview).toContainText('Remove Hosts of Heapsphere demo vCenter');
    await expect(preview).toContainText(/1 entry, 2 chunks, [\d.]+ KiB/);
    await preview.getByRole('button', { name: 'Keep' }).click();
    await expect(cache.entry('Hosts')).toBeVisible();

    expect(await cache.remove('Remove Hosts…')).toMatch(/^1 entry, 2 chunks, /);
    await expect(cache.entry('Hosts')).toBeHidden();
    await expect(cache.entry('VMs')).toBeVisible();
    await expect(cache.root.getByText(/^Removed Hosts of .+: 1 entry, 2 chunks, .+\.$/)).toBeVisible();
    expect(await cache.remove('Remove all of this vCenter…')).toMatch(/^13 entries, /);
    await expect(cache.root.getByText('Nothing is cached')).toBeVisible();
    await expect(cache.root.getByRole('button', { name: 'Remove everything…' })).toBeDisabled();

    await dashboard.collectAgain();
    await expect(cache.entry('Hosts')).toBeVisible();
    expect(await cache.remove('Remove everything…')).toMatch(/^14 entries, /);
    await expect(cache.root.getByText('Nothing is cached')).toBeVisible();
    await dashboard.openScreen('Inventory');
    await expect(dashboard.kind('VMs'), 'the rows on screen stay').toHaveAccessibleName('VMs 2,000');
  });

  test('the headline names the file below the home folder, its size and its limit', async ({ page }) => {
    const dashboard = new Dashboard(page);
    await dashboard.collected();
    await dashboard.openScreen('Cache');
    const cache = new CachePage(page);
    await expect(cache.root.getByText('Embedded store')).toBeVisible();
    await expect(cache.root.getByText(/cache\.db$/)).toHaveText(/^~\/.+\/heapsphere\/cache\.db$/i);
    await expect(cache.tile('Space on disk')).toContainText(/\d+ KiB.*of 512 MiB/s);
  });
});

const redisTest = test.extend<{ readonly redis: RedisServer }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures from the pattern.
  redis: async ({}, use, testInfo) => {
    testInfo.skip(!hasRedis, 'redis-server is not installed');
    const redis = await startRedis();
    await use(redis);
    await redis.close();
  },
  appOptions: async ({ redis }, use) => {
    await use({ environment: { REDIS_URL: redis.url } });
  },
});

test.describe('Redis', () => {
  redisTest(
    'entries lie in Redis, with advice on its configuration; removed they are gone from there',
    async ({ page, redis }) => {
      const dashboard = new Dashboard(page);
      await dashboard.collected();
      await dashboard.openScreen('Cache');
      const cache = new CachePage(page);
      await expect(cache.root.getByText(/^Redis \d+\.\d+/)).toBeVisible();
      await expect(cache.root.getByText(`127.0.0.1:${redis.port}`)).toBeVisible();
      await expect(cache.root.getByText('Redis has no memory limit')).toBeVisible();
      await expect(cache.tile('Memory of the server')).toContainText(/MiB.*no limit, noeviction/s);
      await expect(cache.entry('VMs').getByRole('cell').first()).toHaveText('2,000');

      await expect((await cache.openChunks('VMs')).getByRole('row')).toHaveCount(51);
      await page.keyboard.press('Escape');
      expect(await cache.remove('Remove everything…')).toMatch(/^14 entries, /);
      await expect(cache.root.getByText('Nothing is cached')).toBeVisible();
    },
  );

  redisTest(
    'killed while the application runs, it is said to be away, and a collection completes without it',
    async ({ page, redis }) => {
      const dashboard = new Dashboard(page);
      await dashboard.collected();
      await dashboard.openScreen('Cache');
      const cache = new CachePage(page);
      await expect(cache.entry('VMs')).toBeVisible();
      process.kill(redis.pid, 'SIGKILL');
      await expect(cache.root.getByText('Unavailable', { exact: true })).toBeVisible();
      await expect(cache.root.getByRole('alert')).toContainText(`Redis at 127.0.0.1:${redis.port}`);
      await expect(cache.root.getByText('What is cached cannot be listed')).toBeVisible();

      await dashboard.collectAgain();
      await dashboard.collection.getByRole('button', { name: 'Cache bypassed' }).click();
      await expect(page.getByText('it went on without it')).toBeVisible();
      await page.keyboard.press('Escape');
      await dashboard.openScreen('Inventory');
      await dashboard.collected();
      await expect(dashboard.kind('VMs')).toHaveAccessibleName('VMs 2,000');
    },
  );
});
