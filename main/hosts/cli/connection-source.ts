import type { CollectionSource } from '../../../shared/contract.ts';
import { openConnections, sourceOf } from '../../open-connections.ts';
import type { SettingsStore } from '../../open-settings.ts';
import { askPassword } from './ask-password.ts';
import { type SourceOptions, usage } from './collect-source.ts';
import type { Terminal } from './terminal.ts';

export interface ConnectionOptions extends SourceOptions {
  readonly server?: string;
  readonly user?: string;
  readonly datacenter?: readonly string[];
}

/** Options that a saved connection decides. */
const DECIDED = ['server', 'user', 'demo', 'thumbprint', 'insecure'] as const;

interface Context {
  readonly store: SettingsStore;
  readonly folder: string;
  readonly terminal: Terminal;
  /** From --password-stdin or VSPHERE_PASSWORD. */
  readonly password: string | undefined;
}

/**
 * What a saved connection collects from; --datacenter narrows it. The password comes from standard input, the environment or a
 * prompt: the terminal has no access to what the window remembers. Throws `usage` for an unknown name, listing the known ones.
 */
export async function connectionSource(
  name: string,
  options: ConnectionOptions,
  { store, folder, terminal, password }: Context,
): Promise<CollectionSource> {
  const contradiction = DECIDED.find((option) => options[option] !== undefined);
  if (contradiction !== undefined) {
    throw usage(
      `--connection and --${contradiction} contradict each other: the connection says where to and whom to trust.`,
      `Leave out --${contradiction}, or --connection.`,
    );
  }
  const saved = openConnections({ folder, resolved: () => store.resolved });
  const connection = await saved.byName(name);
  for (const notice of saved.notices) terminal.note(notice);
  const source = sourceOf(connection, password ?? (await askPassword(`${connection.user} at ${connection.server}`)));
  return options.datacenter === undefined ? source : { ...source, datacenters: [...options.datacenter] };
}
