import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { ConnectionDraft } from '../../shared/connections-view.ts';
import { writeAtomically } from '../settings/atomic-file.ts';
import { withFileLock } from '../settings/file-lock.ts';
import { parseEndpoint } from '../vsphere/endpoint.ts';
import { SavedConnections, type SavedConnectionsOptions } from './saved-connections.ts';
import { noSecretStore, type SecretStore } from './secret-store.ts';

export const FILES = { writeAtomically, withFileLock };

export const DRAFT: ConnectionDraft = {
  name: 'Lab',
  server: 'vc.lab.example',
  user: 'me@vsphere.local',
  datacenters: [],
  trust: { mode: 'system' },
  timeoutSeconds: null,
  proxy: 'system',
};

/** A store that turns texts around; `key` can be changed, after which nothing comes back. */
export class ReversingStore implements SecretStore {
  available = true;
  renew = false;
  broken = false;

  status = async () => ({ available: this.available, explanation: this.available ? 'Kept.' : 'Not kept.' });

  encrypt = async (secret: string) => {
    if (this.broken) throw new Error('locked');
    return [...Buffer.from(secret).toString('base64')].reverse().join('');
  };

  decrypt = async (text: string) => {
    if (this.broken) throw new Error('locked');
    return { secret: Buffer.from([...text].reverse().join(''), 'base64').toString(), renew: this.renew };
  };
}

/** Connections in a folder that goes with the test. */
export async function connectionsIn(
  options: Partial<SavedConnectionsOptions> = {},
): Promise<{ folder: string; saved: SavedConnections }> {
  const folder = options.folder ?? (await mkdtemp(join(tmpdir(), 'heapsphere-test-')));
  if (options.folder === undefined) onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const saved = new SavedConnections({
    folder,
    files: FILES,
    secrets: noSecretStore('No store.'),
    environmentPassword: () => undefined,
    checkServer: (server) => void parseEndpoint(server),
    proxyExplanation: 'None.',
    now: () => 1000,
    ...options,
  });
  return { folder, saved };
}
