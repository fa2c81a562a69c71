import { usage } from './collect-source.ts';

const PREFIX = 'VSPHERE_PASSWORD_';

/** "Lab 1" -> VSPHERE_PASSWORD_LAB_1: the variable with the password of a saved connection. */
export function passwordVariable(connection: string): string {
  return PREFIX + connection.toUpperCase().replaceAll(/[^A-Z0-9]+/g, '_');
}

/**
 * The password of each connection, where the environment has one of its own. Throws `usage` for a variable that would serve two: the
 * wrong one may lock an account.
 */
export function environmentPasswords(
  connections: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): ReadonlyMap<string, string> {
  const passwords = new Map<string, string>();
  const owners = new Map<string, string>();
  for (const connection of connections) {
    const variable = passwordVariable(connection);
    const password = environment[variable];
    if (password === undefined || password === '') continue;
    const owner = owners.get(variable);
    if (owner !== undefined) {
      throw usage(
        `${variable} would be the password of "${owner}" and of "${connection}".`,
        'Rename one of the connections, or set VSPHERE_PASSWORD where they share one.',
      );
    }
    owners.set(variable, connection);
    passwords.set(connection, password);
  }
  return passwords;
}
