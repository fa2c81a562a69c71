import { randomBytes } from 'node:crypto';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const SECRET = /^[\w-]{43}$/;

/**
 * This machine's own key for naming namespaces, made at the first use and readable by its owner alone. Never rejects:
 * where none can be kept, each start has its own, and finds nothing of the last one.
 */
export async function localSecret(folder: string): Promise<string> {
  const path = join(folder, 'cache-secret');
  const fresh = randomBytes(32).toString('base64url');
  try {
    // Of two that start at the same time, one makes it and both read it.
    await writeFile(path, `${fresh}\n`, { flag: 'wx', mode: 0o600 });
    return fresh;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') return fresh;
  }
  try {
    for (let tries = 0; tries < 20; tries += 1) {
      const secret = (await readFile(path, 'utf8')).trim();
      if (SECRET.test(secret)) return secret;
      // Its maker has not written it yet.
      await new Promise((resolve) => setTimeout(resolve, 25));
    }
    // Damaged: what was cached under the old one is out of reach anyway.
    await rm(path);
    await writeFile(path, `${fresh}\n`, { flag: 'wx', mode: 0o600 });
  } catch {
    // Cannot be read or written, or somebody else has just made one.
  }
  return fresh;
}
