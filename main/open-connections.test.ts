import { expect, it } from 'vitest';
import { temporaryFolder } from '../e2e/fixtures/temporary-folder-fixture.ts';
import { DRAFT } from './connections/connections-fixture.ts';
import { openConnections } from './open-connections.ts';
import { resolveSettings } from './settings/resolve.ts';

const ENVIRONMENT = { VSPHERE_SERVER: 'https://vc.lab.example/sdk', VSPHERE_USER: DRAFT.user, VSPHERE_PASSWORD: 'pw' };

async function passwordOrigin(
  environment: Readonly<Record<string, string>>,
  file: { server?: string; user?: string } = {},
  change: Partial<typeof DRAFT> = {},
): Promise<string | undefined> {
  const saved = openConnections({
    folder: await temporaryFolder(),
    resolved: () => resolveSettings({ environment, file }),
  });
  await saved.save({ ...DRAFT, ...change }, undefined);
  const view = await saved.view();
  expect(JSON.stringify(view)).not.toContain('"pw"');
  expect(view.secrets).toMatchObject({ available: false, explanation: expect.stringContaining('VSPHERE_PASSWORD') });
  return view.connections[0]?.password;
}

it('the password of the environment is for the login of the environment', async () => {
  expect(await passwordOrigin(ENVIRONMENT)).toBe('environment');
  expect(await passwordOrigin(ENVIRONMENT, {}, { server: 'attacker.example' })).toBe('ask');
  expect(await passwordOrigin(ENVIRONMENT, {}, { user: 'somebody' })).toBe('ask');
});

it('and not for one that a window wrote into the settings', async () => {
  const { VSPHERE_SERVER: _, ...withoutServer } = ENVIRONMENT;
  expect(await passwordOrigin(withoutServer, { server: 'attacker.example' }, { server: 'attacker.example' })).toBe(
    'ask',
  );
});
