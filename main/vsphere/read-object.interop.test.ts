import { expect, it, onTestFinished } from 'vitest';
import { requireTools } from '../../e2e/fixtures/servers/required-tools.ts';
import { startVcsim } from '../../e2e/fixtures/servers/vcsim.ts';
import { readObject } from './read-object.ts';
import { VimSession } from './session.ts';

it.runIf(requireTools('vcsim'))('an object of an ended session is not taken for one without values', async () => {
  const vcsim = await startVcsim({ datacenters: 1, clusters: 1, hostsPerCluster: 1, vmsPerPool: 1 });
  onTestFinished(() => vcsim.close());
  const { url: server, user, password } = vcsim;
  const trust = { mode: 'insecure' as const };
  const session = await VimSession.open({ server, user, password, trust, timeoutSeconds: 30, userAgent: 'test' });
  onTestFinished(() => session.close());
  const read = () => readObject(session, session.rootFolder, ['name'], 1024 * 1024);
  expect((await read()).values).toEqual(['Datacenters']);
  await vcsim.terminateSessions();
  await expect(read()).rejects.toMatchObject({ code: 'not-authenticated' });
});
