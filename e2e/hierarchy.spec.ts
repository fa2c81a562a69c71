import type { Page } from '@playwright/test';
import { expect, test } from './fixtures/app.ts';
import { ConnectForm } from './fixtures/connect-form.ts';
import { readableOn } from './fixtures/contrast.ts';
import { Dashboard } from './fixtures/dashboard.ts';
import { Grid } from './fixtures/grid.ts';
import { type DemoServer, startDemo } from './fixtures/servers/demo.ts';
import { type Gate, startGate } from './fixtures/servers/gate.ts';
import { Tree } from './fixtures/tree.ts';

/** Connects to a demo vCenter behind a gate, and waits until it is collected. */
async function connect(page: Page, demo: DemoServer, gate: Gate): Promise<void> {
  const dashboard = new Dashboard(page);
  await dashboard.collected();
  await new ConnectForm(page).submit({ url: gate.url, user: demo.user, password: demo.password });
  await expect(dashboard.connectDialog).toBeHidden();
  await expect(dashboard.collection).toContainText(new URL(gate.url).host);
  await dashboard.collected();
}

test.describe('with a vCenter whose requests are counted', () => {
  let demo: DemoServer;
  let gate: Gate;

  test.beforeEach(async () => {
    demo = await startDemo(2000);
    gate = await startGate(demo.url);
  });
  test.afterEach(async () => {
    await gate.close();
    await demo.close();
  });

  test('nothing is asked for before it is opened, then one level at a time', async ({ page }) => {
    await connect(page, demo, gate);
    const tree = new Tree(page);
    const before = gate.requests;
    await tree.show();
    await expect(tree.row('Frankfurt')).toBeVisible();
    const shown = gate.requests;
    expect(shown, 'the tree has a session of its own').toBeGreaterThan(before);
    expect(await tree.below(new URL(gate.url).host)).toEqual(['Ashburn, datacenter', 'Frankfurt, datacenter']);

    await tree.open('Frankfurt');
    await expect(tree.row('fra-cl01')).toBeVisible();
    expect(gate.requests - shown).toBe(1);
    await tree.open('fra-cl01');
    await expect(tree.row('esx001')).toBeVisible();
    expect(gate.requests - shown).toBe(2);
    await tree.close('Frankfurt');
    await expect(tree.row('fra-cl01')).toBeHidden();
    await tree.open('Frankfurt');
    await expect(tree.row('fra-cl01')).toBeVisible();
    expect(gate.requests - shown, 'still fresh').toBe(2);

    await tree.row('fra-cl01').click();
    await tree.open('fra-cl01');
    // The garbage collector may have taken it while it was closed.
    await expect(tree.age).toContainText(/fra-cl01 (from the cache, )?read/);
    await tree.panel.getByRole('button', { name: 'Reload fra-cl01' }).click();
    await expect.poll(() => gate.requests - shown).toBe(3);
  });

  test('what cannot be read says why, and what was read before stays with its age', async ({ page }) => {
    await connect(page, demo, gate);
    const tree = new Tree(page);
    await tree.show();
    await tree.open('Frankfurt');
    await expect(tree.row('fra-cl01')).toBeVisible();
    await gate.close();

    await tree.open('fra-cl01');
    const failed = tree.row(/refuses the connection/);
    await expect(failed).toContainText('Retry');
    // A row has no room for all of it: below the tree stands what to do, and a report can be made without a mouse.
    const problem = tree.panel.getByRole('region', { name: 'Problem of the tree' });
    await expect(problem).toContainText(/refuses the connection.*Check /s);
    await tree.root.focus();
    await page.keyboard.press('Tab');
    await expect(problem.getByRole('button', { name: 'Retry' })).toBeFocused();
    await page.keyboard.press('Tab');
    await expect(problem.getByRole('button', { name: 'Copy details' })).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(problem.getByRole('button', { name: 'Copied' })).toBeVisible();
    await readableOn(page)('tree with a problem');
    await tree.row('Frankfurt').click();
    await tree.panel.getByRole('button', { name: 'Reload Frankfurt' }).click();
    await expect(tree.row(/^As of .*refuses the connection/)).toBeVisible();
    await expect(tree.row('fra-cl01'), 'what was read before').toBeVisible();
  });

  test('templates are shown fifty at a time, and never cut in silence', async ({ page }) => {
    await connect(page, demo, gate);
    // Every VM is a template from now on.
    gate.rewrite(
      '<name>config.template</name><val xsi:type="xsd:boolean">false</val>',
      '<name>config.template</name><val xsi:type="xsd:boolean">true</val>',
    );
    const tree = new Tree(page);
    await tree.show();
    await tree.open('Frankfurt');
    await tree.open('fra-cl01');
    await tree.root.focus();
    await tree.root.press('End');
    expect(await tree.activeRow()).toContain('standalone host');
    const note = tree.row(/^50 of \d+ templates shown/);
    await expect(note).toBeVisible();
    await note.getByText('Show more').click();
    await expect(tree.row(/ templates shown/)).toBeHidden();
    await expect(tree.row(/ · changed \d{4}-.*, template/).first(), 'details come in the slow lane').toBeVisible();
  });
});

test('the keyboard reaches everything, and the chosen node narrows the table', async ({ page }) => {
  const dashboard = new Dashboard(page);
  await dashboard.collected();
  const tree = new Tree(page);
  await tree.show();
  await expect(tree.row('Ashburn')).toBeVisible();
  await tree.root.focus();
  expect(await tree.activeRow()).toBe('Demo estate, 2,000 VMs, 2 below, vCenter');
  await tree.root.press('ArrowDown');
  expect(await tree.activeRow()).toBe('Ashburn, datacenter');
  await page.keyboard.type('fr');
  expect(await tree.activeRow()).toBe('Frankfurt, datacenter');
  await tree.root.press('ArrowRight');
  await expect(tree.row('fra-cl01')).toBeVisible();
  await tree.root.press('ArrowRight');
  await tree.root.press('ArrowDown');
  expect(await tree.activeRow()).toMatch(/^fra-cl01, cluster/);

  const all = 2000;
  const panel = page.getByRole('tabpanel', { name: 'VMs', exact: true });
  await tree.root.press('Enter');
  await expect(tree.row('fra-cl01')).toHaveAttribute('aria-selected', 'true');
  await expect(tree.trail.getByRole('listitem')).toHaveText(['Demo estate, 2,000 VMs', 'Frankfurt', 'fra-cl01']);
  await expect(panel.getByText(/^\d+ of 2,000$/)).toBeVisible();
  const inCluster = Number(await new Grid(page, 'VMs').root.getAttribute('aria-rowcount')) - 1;
  expect(inCluster).toBeLessThan(all);

  await dashboard.kind('Hosts').click();
  const hosts = await new Grid(page, 'Hosts').column('Name');
  await tree.root.focus();
  await tree.root.press('ArrowRight');
  await expect(tree.row('esx001')).toBeVisible();
  expect((await tree.below('fra-cl01')).filter((label) => label.includes(', host')).length).toBeGreaterThan(0);
  expect(hosts).toContain('esx001.fra.example.net');

  await tree.trail.getByRole('button', { name: 'Frankfurt' }).click();
  await expect(tree.row('Frankfurt')).toHaveAttribute('aria-selected', 'true');
  await dashboard.kind('VMs').click();
  await expect
    .poll(async () => Number(await new Grid(page, 'VMs').root.getAttribute('aria-rowcount')) - 1)
    .toBeGreaterThan(inCluster);
  await dashboard.kind('Networks').click();
  await tree.trail.getByRole('button', { name: 'Show everything' }).click();
  await expect(tree.trail).toBeHidden();
  await dashboard.kind('VMs').click();
  await expect(new Grid(page, 'VMs').root).toHaveAttribute('aria-rowcount', '2001');
});

test('the four views go down to their leaves, and a leaf leads to its row', async ({ page }) => {
  await new Dashboard(page).collected();
  const tree = new Tree(page);
  await tree.show();
  await tree.showView('Storage');
  await tree.open('Frankfurt');
  await expect(tree.row('NFS / ISO 1, folder')).toBeVisible();
  await tree.open('pod-1');
  const datastore = tree.row('fra-cl01-vmfs-01, datastore');
  await datastore.click();
  await expect(tree.trail).toContainText('fra-cl01-vmfs-01');
  await expect(page.getByRole('tabpanel', { name: 'VMs', exact: true }).getByText(/^\d+ of 2,000$/)).toBeVisible();

  await tree.showView('Networking');
  await tree.open('Frankfurt');
  await tree.open('Switches 1');
  await expect(tree.row(/, distributed switch/).first()).toBeVisible();

  await tree.showView('VMs and Templates');
  await tree.open('Frankfurt');
  await tree.row('kafkabe0000, VM').click();
  const grid = new Grid(page, 'VMs');
  await expect(grid.root).toHaveAttribute('aria-rowcount', '2');
  await expect(grid.name(1)).toHaveText('kafkabe0000');

  await tree.showView('Storage');
  await expect(tree.row('fra-cl01-vmfs-01'), 'each view keeps what is open in it').toBeVisible();
});

test('the panel is remembered, can be made wider, and gives its branches back', async ({ page }) => {
  await new Dashboard(page).collected();
  const tree = new Tree(page);
  await tree.show();
  await tree.open('Frankfurt');
  const edge = tree.panel.getByRole('separator', { name: 'Width of the tree' });
  await edge.focus();
  await edge.press('ArrowRight');
  await expect(edge).toHaveAttribute('aria-valuenow', '296');
  await page.reload();
  await expect(tree.row('Frankfurt')).toBeVisible();
  await expect(edge).toHaveAttribute('aria-valuenow', '296');

  await new Dashboard(page).openScreen('Memory');
  const tile = page.getByRole('region', { name: 'Tree branches' });
  await expect(tile).toContainText('1 held');
  await new Dashboard(page).openScreen('Inventory');
  await tree.panel.getByRole('button', { name: 'Hide the tree' }).click();
  await expect(tree.panel).toBeHidden();
  await new Dashboard(page).openScreen('Memory');
  await expect(tile).toContainText('0 held');
});
