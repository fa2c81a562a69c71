import { z } from 'zod';
import { HeapsphereError } from '../../shared/errors.ts';
import type { SecretsFile, StoredConnection } from './connection-file.ts';
import type { SecretStatus, SecretStore } from './secret-store.ts';

/** A password together with what it is for: a connection that leads elsewhere does not get it. */
const sealedSchema = z.strictObject({ password: z.string().min(1), for: z.string() });

/** Remembered passwords: encrypted by the host's store, in a file of their own, each bound to server, user and trust. */
export class PasswordVault {
  readonly #file: SecretsFile;
  readonly #store: SecretStore;

  constructor(file: SecretsFile, store: SecretStore) {
    this.#file = file;
    this.#store = store;
  }

  get notices(): readonly string[] {
    return this.#file.notices;
  }

  status(): Promise<SecretStatus> {
    return this.#store.status();
  }

  /** Ids of connections with something remembered. */
  async remembered(): Promise<ReadonlySet<string>> {
    if (!(await this.status()).available) return new Set();
    return new Set(Object.keys((await this.#file.read()).secrets));
  }

  /** Throws `usage` with the reason when the host keeps no secrets. */
  async requireStore(): Promise<void> {
    const { available, explanation } = await this.status();
    if (!available) throw refused(explanation);
  }

  /** Throws `usage` when the host keeps no secrets, or the system's store refuses. */
  async remember(connection: StoredConnection, password: string): Promise<void> {
    await this.requireStore();
    const sealed = JSON.stringify({ password, for: purposeOf(connection) });
    const text = await this.#store.encrypt(sealed).catch((error: unknown) => {
      throw refused(`The system’s store did not take the password (${reasonOf(error)}).`, error);
    });
    await this.#file.change(({ secrets }) => ({ version: 1, secrets: { ...secrets, [connection.id]: text } }));
  }

  /**
   * The password of a connection as it is now; undefined when none is remembered, or what is remembered is for another
   * server, user or trust. Throws `usage` when the system's store cannot be opened.
   */
  async recall(connection: StoredConnection): Promise<string | undefined> {
    if (!(await this.status()).available) return undefined;
    const { [connection.id]: text } = (await this.#file.read()).secrets;
    if (text === undefined) return undefined;
    const { secret, renew } = await this.#store.decrypt(text).catch((error: unknown) => {
      throw refused(`The system’s store does not give the password back (${reasonOf(error)}).`, error);
    });
    const sealed = sealedSchema.safeParse(parseJson(secret));
    if (!sealed.success || sealed.data.for !== purposeOf(connection)) {
      await this.forget(connection.id);
      return undefined;
    }
    if (renew) await this.remember(connection, sealed.data.password);
    return sealed.data.password;
  }

  async forget(id: string): Promise<void> {
    // A file is not made in order to leave nothing in it.
    if ((await this.#file.read()).secrets[id] === undefined) return;
    await this.#file.change(({ secrets }) => {
      const { [id]: _, ...others } = secrets;
      return { version: 1, secrets: others };
    });
  }
}

/** Where a password may go, as text that is compared. */
export function purposeOf({ server, user, trust }: Pick<StoredConnection, 'server' | 'user' | 'trust'>): string {
  return JSON.stringify([server, user, trust]);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function refused(message: string, cause?: unknown): HeapsphereError {
  const action = 'Enter the password for this session.';
  return new HeapsphereError({ code: 'usage', message, action, field: 'password' }, { cause });
}
