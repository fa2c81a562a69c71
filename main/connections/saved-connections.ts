import { randomUUID } from 'node:crypto';
import type { ConnectionDraft, ConnectionsView, SavedConnection } from '../../shared/connections-view.ts';
import type { CollectionSource } from '../../shared/contract.ts';
import { HeapsphereError } from '../../shared/errors.ts';
import { describeAuthorities } from './authorities.ts';
import { connectionFile, type StoredConnection, secretsFile } from './connection-file.ts';
import { PasswordVault, purposeOf } from './password-vault.ts';
import type { PrivateFiles } from './private-json.ts';
import type { SecretStore } from './secret-store.ts';

export interface SavedConnectionsOptions {
  /** Data folder. */
  readonly folder: string;
  readonly files: PrivateFiles;
  readonly secrets: SecretStore;
  /** Whether the environment has a password for this login. */
  readonly environmentPassword: (connection: Pick<StoredConnection, 'server' | 'user'>) => string | undefined;
  /** Refuses a server that is no address. */
  readonly checkServer: (server: string) => void;
  readonly proxyExplanation: string;
  readonly now: () => number;
}

/** The vCenter logins that an operator keeps: read from the file whenever they are asked for, since several programs change it. */
export class SavedConnections {
  readonly vault: PasswordVault;
  readonly #options: SavedConnectionsOptions;
  readonly #file: ReturnType<typeof connectionFile>;
  readonly #told: string[] = [];

  constructor(options: SavedConnectionsOptions) {
    this.#options = options;
    this.#file = connectionFile(options.folder, options.files);
    this.vault = new PasswordVault(secretsFile(options.folder, options.files), options.secrets);
  }

  /** By name. */
  async list(): Promise<readonly StoredConnection[]> {
    const { connections } = await this.#file.read();
    return connections.toSorted((a, b) => a.name.localeCompare(b.name, 'en', { numeric: true }));
  }

  /** Throws `usage` for an id that is not, or no longer, known. */
  async get(id: string): Promise<StoredConnection> {
    const found = (await this.list()).find((each) => each.id === id);
    if (found) return found;
    throw refused('id', 'This connection has been removed.', 'Choose another one.');
  }

  /** Capitals do not count. Throws `usage` naming the known ones. */
  async byName(name: string): Promise<StoredConnection> {
    const all = await this.list();
    const found = all.find((each) => each.name.toLowerCase() === name.trim().toLowerCase());
    if (found) return found;
    const known = all.map((each) => `"${each.name}"`).join(', ');
    throw refused(
      'name',
      `There is no saved connection "${name.slice(0, 80)}".`,
      known === '' ? 'None is saved; add one in the Connect dialog of the window.' : `Known connections: ${known}.`,
    );
  }

  /** What windows are told: everything but passwords. */
  async view(): Promise<ConnectionsView> {
    const stored = await this.list();
    const remembered = await this.vault.remembered();
    return {
      connections: stored.map((each) => this.#viewOf(each, remembered)),
      secrets: await this.vault.status(),
      proxyExplanation: this.#options.proxyExplanation,
      notices: [...this.notices],
    };
  }

  get notices(): readonly string[] {
    return [...this.#file.notices, ...this.vault.notices, ...this.#told];
  }

  /** For what goes wrong when nobody waits for an answer. */
  tell(notice: string): void {
    if (!this.#told.includes(notice)) this.#told.push(notice);
  }

  /** Adds a connection, or replaces one. Throws `usage` with the field for a taken name, a server or a PEM that is none. */
  async save(draft: ConnectionDraft, id: string | undefined): Promise<string> {
    this.#options.checkServer(draft.server);
    if (draft.trust.mode === 'ca') describeAuthorities(draft.trust.pem);
    const saved = id ?? randomUUID();
    let before: StoredConnection | undefined;
    await this.#file.change(({ connections }) => {
      before = connections.find((each) => each.id === saved);
      if (id !== undefined && !before) {
        throw refused('id', 'This connection has been removed meanwhile.', 'Add it as a new one.');
      }
      const taken = connections.find(
        (each) => each.id !== saved && each.name.toLowerCase() === draft.name.toLowerCase(),
      );
      if (taken) throw refused('name', `There is a connection "${taken.name}" already.`, 'Choose another name.');
      const next: StoredConnection = { ...draft, id: saved, ...this.#pinTime(draft, before) };
      return { version: 1, connections: [...connections.filter((each) => each.id !== saved), next] };
    });
    // A password is for one server, one user and one trust.
    if (before && purposeOf(before) !== purposeOf(draft)) await this.vault.forget(saved);
    return saved;
  }

  /** Removes a connection with what is remembered for it. Idempotent. */
  async remove(id: string): Promise<void> {
    await this.vault.forget(id);
    await this.#file.change(({ connections }) => ({
      version: 1,
      connections: connections.filter((each) => each.id !== id),
    }));
  }

  /** The password to log in with: what was entered, the environment's, or the remembered one. Throws `usage` when there is none. */
  async passwordFor(connection: StoredConnection, entered?: string): Promise<string> {
    const password = entered ?? (await this.knownPassword(connection));
    if (password !== undefined) return password;
    throw refused('password', `No password for ${connection.user} at ${connection.server}.`, 'Enter it.');
  }

  /** Undefined when nobody has told it. */
  async knownPassword(connection: StoredConnection): Promise<string | undefined> {
    return this.#options.environmentPassword(connection) ?? (await this.vault.recall(connection));
  }

  #pinTime({ trust }: ConnectionDraft, before: StoredConnection | undefined): { pinnedAt?: number } {
    if (trust.mode !== 'pin') return {};
    const same = before?.trust.mode === 'pin' && before.trust.fingerprint256 === trust.fingerprint256;
    return { pinnedAt: same && before.pinnedAt !== undefined ? before.pinnedAt : this.#options.now() };
  }

  #viewOf(stored: StoredConnection, remembered: ReadonlySet<string>): SavedConnection {
    const fromEnvironment = this.#options.environmentPassword(stored) !== undefined;
    return {
      ...stored,
      ...(stored.trust.mode === 'ca' ? { authorities: authoritiesOf(stored.trust.pem) } : {}),
      password: fromEnvironment ? 'environment' : remembered.has(stored.id) ? 'remembered' : 'ask',
    };
  }
}

/** A file that was changed by hand may hold a PEM that is none; a login will say so. */
function authoritiesOf(pem: string): ReturnType<typeof describeAuthorities> {
  try {
    return describeAuthorities(pem);
  } catch {
    return [];
  }
}

/** What to collect from for a connection or a draft of one. */
export function sourceOf(
  { server, user, datacenters, trust, timeoutSeconds, proxy }: ConnectionDraft,
  password: string,
): Extract<CollectionSource, { kind: 'vcenter' }> {
  return {
    kind: 'vcenter',
    server,
    user,
    password,
    datacenters: [...datacenters],
    ...(trust.mode === 'pin' ? { fingerprint256: trust.fingerprint256 } : {}),
    ...(trust.mode === 'ca' ? { authorityPem: trust.pem } : {}),
    ...(timeoutSeconds === null ? {} : { timeoutSeconds }),
    ...(proxy === 'none' ? { direct: true } : {}),
  };
}

function refused(field: string, message: string, action: string): HeapsphereError {
  return new HeapsphereError({ code: 'usage', message, action, field });
}
