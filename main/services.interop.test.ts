import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openSettings } from './open-settings.ts';
import { spawnNodeProgram } from './processes/node-program.ts';
import { createServices } from './services.ts';

it('leaves no demo vCenter behind that was still starting when it closed', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'services-'));
  const { store } = await openSettings({ environment: {}, folder });
  const started: (number | undefined)[] = [];
  const services = await createServices({
    version: '0.0.0',
    current: () => ({ settings: store.resolved.settings, attributes: store.attributes }),
    cacheFolder: undefined,
    memoryTier: false,
    spawnProgram: (...program) => {
      const child = spawnNodeProgram(...program);
      started.push(child.pid);
      return child;
    },
  });
  const source = { kind: 'demo' as const, vms: 20, seed: 1, datacenters: [] };
  const collection = await services.start({ source, retain: false, cacheMode: 'off' });
  const reader = collection.log.attach(({ seq }) => reader.credit(seq));
  await collection.finished;
  const opening = services.openAgain(collection.state.id);
  const refused = expect(opening).rejects.toMatchObject({ code: 'cancelled' });
  await services.dispose();
  await refused;
  expect(started).toHaveLength(2);
  for (const pid of started) expect(() => process.kill(pid ?? 0, 0), `process ${pid}`).toThrow('ESRCH');
  await rm(folder, { recursive: true });
});
