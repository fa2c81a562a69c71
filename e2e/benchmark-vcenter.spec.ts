import { readFile } from 'node:fs/promises';
import { BenchmarkPage } from './fixtures/benchmark-page.ts';
import { ConnectForm } from './fixtures/connect-form.ts';
import { Dashboard } from './fixtures/dashboard.ts';
import { expect, test } from './fixtures/vcsim-test.ts';

const PASSWORD = 'horse-battery-9!';

test.use({ estate: { vmsPerPool: 5, password: PASSWORD } });

test('the vCenter that is connected is measured; every run logs in and out, and no report tells the password', async ({
  page,
  vcsim,
}) => {
  test.slow();
  const dashboard = new Dashboard(page);
  const benchmark = new BenchmarkPage(page);
  await new ConnectForm(page).submitTrusting(vcsim);
  await expect(dashboard.connectDialog).toBeHidden();
  await dashboard.collected();
  const { host } = new URL(vcsim.url);

  await dashboard.openScreen('Benchmark');
  await benchmark.form.getByRole('combobox', { name: 'Suite' }).selectOption('Cold and warm cache');
  await benchmark.form.getByRole('radio', { name: 'Connected' }).click();
  await expect(benchmark.form.getByText(`${host}, as ${vcsim.user}; every run logs in anew.`)).toBeVisible();
  await expect(benchmark.form.getByRole('textbox', { name: 'VMs' })).toBeHidden();
  await benchmark.form.getByRole('textbox', { name: 'Runs of each' }).fill('2');
  await benchmark.start();
  await benchmark.result.waitFor({ timeout: 120_000 });

  await expect(benchmark.result.getByRole('heading', { level: 3 }).first()).toContainText(host);
  await expect(benchmark.result.getByText(/2 runs of each, 4 finished/)).toBeVisible();
  await expect(benchmark.tile('Time'), 'two runs have no interval').toContainText('%');
  await expect(benchmark.result.getByRole('cell', { name: 'too few runs' }).first()).toBeVisible();
  await expect.poll(async () => (await vcsim.activity()).sessions, 'all runs have logged out').toBe(0);

  const json = await readFile(await (await benchmark.saveReport('JSON')).path(), 'utf8');
  expect(json).toContain(host);
  expect(json).not.toContain(PASSWORD);
});
