import { Command } from 'commander';
import { formatNameList } from '../../../shared/name-list.ts';
import { openConnections, type StoredConnection } from '../../open-connections.ts';
import { settingsFrom } from './setting-options.ts';
import type { Terminal } from './terminal.ts';

/** `connections`: what is saved, for `collect --connection NAME`. */
export function connectionsCommand(terminal: Terminal): Command {
  return new Command('connections')
    .description('list the saved connections, for collect --connection NAME')
    .option('--json', 'print one JSON object on standard output')
    .action(async ({ json }: { readonly json?: boolean }) => {
      const { store, folder } = await settingsFrom({});
      const saved = openConnections({ folder, resolved: () => store.resolved });
      const connections = await saved.list();
      for (const notice of [...store.notices, ...saved.notices]) terminal.note(notice);
      if (json) terminal.result(JSON.stringify({ connections: connections.map(entryOf) }));
      else terminal.result(connections.map(lineOf).join('\n') || NONE);
    });
}

const NONE = 'No connection is saved. Add one in the Connect dialog of the window.';

/** What a script needs to know; an imported authority is told of, not printed. */
function entryOf({ name, server, user, datacenters, trust, timeoutSeconds, proxy }: StoredConnection): object {
  const fingerprint = trust.mode === 'pin' ? { fingerprint256: trust.fingerprint256 } : {};
  return { name, server, user, datacenters, trust: trust.mode, ...fingerprint, timeoutSeconds, proxy };
}

const TRUST = { system: 'system trust', ca: 'imported authority', pin: 'pinned certificate' } as const;

function lineOf({ name, server, user, datacenters, trust }: StoredConnection): string {
  const where = datacenters.length === 0 ? 'all datacenters' : formatNameList(datacenters);
  return `${name.padEnd(24)}  ${server.padEnd(32)}  ${user.padEnd(32)}  ${TRUST[trust.mode].padEnd(18)}  ${where}`;
}
