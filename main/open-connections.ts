import type { Settings, SettingsResolution } from '../shared/settings.ts';
import type { StoredConnection } from './connections/connection-file.ts';
import { SavedConnections } from './connections/saved-connections.ts';
import { noSecretStore, type SecretStore } from './connections/secret-store.ts';
import { writeAtomically } from './settings/atomic-file.ts';
import { withFileLock } from './settings/file-lock.ts';
import { parseEndpoint } from './vsphere/endpoint.ts';

export type { StoredConnection } from './connections/connection-file.ts';
export { type SavedConnections, sourceOf } from './connections/saved-connections.ts';
export type { SecretStore } from './connections/secret-store.ts';

/** Without a store of the operating system at hand. */
const NO_STORE =
  'This host does not remember passwords: it has no access to the operating system’s password store. ' +
  'Enter it for each session, or start Heapsphere with VSPHERE_SERVER, VSPHERE_USER and VSPHERE_PASSWORD in the environment.';
const ENVIRONMENT_PROXY = 'HTTPS_PROXY and NO_PROXY of the environment in which Heapsphere was started.';

export interface OpenConnectionsOptions {
  /** Data folder. */
  readonly folder: string;
  /** The settings as they are now. */
  readonly resolved: () => SettingsResolution;
  /** Where passwords can be kept; nowhere by default. */
  readonly secrets?: SecretStore;
  /** Where proxies are looked up, where that is not the environment. */
  readonly proxyExplanation?: string;
}

/** The saved connections of a data folder. */
export function openConnections(options: OpenConnectionsOptions): SavedConnections {
  const { folder, resolved, secrets = noSecretStore(NO_STORE), proxyExplanation = ENVIRONMENT_PROXY } = options;
  return new SavedConnections({
    folder,
    files: { writeAtomically, withFileLock },
    secrets,
    environmentPassword: (connection) => environmentPassword(connection, resolved()),
    checkServer: (server) => void parseEndpoint(server),
    proxyExplanation,
    now: Date.now,
  });
}

/**
 * The password of the environment, for the login of the environment: a window, which can change connections and settings, must
 * not be able to send it to another server.
 */
function environmentPassword(
  { server, user }: Pick<StoredConnection, 'server' | 'user'>,
  { settings, origins }: SettingsResolution,
): string | undefined {
  const fixed = (['server', 'user', 'password'] satisfies (keyof Settings)[]).every(
    (key) => origins[key] === 'environment' || origins[key] === 'command line',
  );
  if (!fixed || settings.server === undefined || settings.user !== user) return undefined;
  return sameServer(settings.server, server) ? settings.password : undefined;
}

/** An address that is none, as a file changed by hand may hold it, is nobody's. */
function sameServer(one: string, other: string): boolean {
  try {
    return parseEndpoint(one).href === parseEndpoint(other).href;
  } catch {
    return false;
  }
}
