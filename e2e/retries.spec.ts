import { type Call, startFaultLab } from './faults/fault-lab.ts';
import { soapFault, unavailable } from './faults/faults.ts';
import { expect, test } from './fixtures/app.ts';
import { ConnectForm } from './fixtures/connect-form.ts';
import { readableOn } from './fixtures/contrast.ts';
import { Dashboard } from './fixtures/dashboard.ts';
import { startDemo } from './fixtures/servers/demo.ts';

// Half-way through a change of colours, none of them would be the theme's.
test.use({ contextOptions: { reducedMotion: 'reduce' } });

test('an interrupted reading is told of, can be given up, and is resumed with the kinds that were whole', async ({
  page,
}) => {
  const demo = await startDemo(150);
  let busy = true;
  const readsMachines = ({ body }: Call) => body.includes('<type>VirtualMachine</type>');
  const lab = await startFaultLab(
    demo.url,
    { when: (call) => busy && readsMachines(call), fault: unavailable(503, '90') },
    { when: ({ method }) => method === 'ContinueRetrievePropertiesEx', fault: soapFault('NoPermission') },
  );
  const dashboard = new Dashboard(page);
  await new ConnectForm(page).submit({ ...demo, url: lab.url });
  await expect(dashboard.connectDialog).toBeHidden();

  const note = dashboard.collection.getByText(/^trying again in .+ \(1 of 5\)$/);
  await expect(note).toBeVisible();
  await expect(note).toHaveAttribute('title', /with HTTP 503/);
  await readableOn(page)('waiting');
  await dashboard.collection.getByRole('button', { name: 'Cancel' }).click();
  await expect(dashboard.phase('Cancelled')).toBeVisible();
  await expect(note).toBeHidden();

  busy = false;
  const pagesBefore = lab.calls.get('RetrievePropertiesEx') ?? 0;
  await dashboard.collection.getByRole('button', { name: 'Resume' }).click();
  await dashboard.collected();
  expect(await dashboard.count('VMs')).toBe(150);
  await expect(dashboard.collection.getByRole('button', { name: 'Resume' })).toBeHidden();
  // Hosts, clusters and what else came before the VMs was not asked for again.
  const asked = (lab.calls.get('RetrievePropertiesEx') ?? 0) - pagesBefore;

  await dashboard.collection.getByRole('button', { name: 'Advice' }).click();
  await expect(page.getByText(/Read-only role on the root folder/)).toBeVisible();
  await readableOn(page)('advice');
  await page.keyboard.press('Escape');

  const before = lab.calls.get('RetrievePropertiesEx') ?? 0;
  await dashboard.collectAgain();
  expect((lab.calls.get('RetrievePropertiesEx') ?? 0) - before).toBeGreaterThan(asked);
  await lab.close();
  await demo.close();
});
