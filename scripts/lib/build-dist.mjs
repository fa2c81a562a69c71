import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { bundle, MAIN_ENTRIES, PRELOAD_ENTRY, RENDERER_ENTRY } from './bundles.mjs';
import { fingerprint } from './fingerprint.mjs';
import { elapsed, say } from './output.mjs';
import { CACHE, DIST, ROOT } from './paths.mjs';
import { withLock } from './process-lock.mjs';

const INPUTS = ['main', 'shared', 'renderer', 'scripts/lib/bundles.mjs', 'package.json', 'package-lock.json'];
const STAMP = join(DIST, '.stamp');

/**
 * Builds dist/ when a source has changed since it was built. Writes to stderr only. A program that starts meanwhile
 * sees the old build or the new one, never half of one.
 *
 * @param {{ force?: boolean }} [options]
 * @throws {Error} when an entry is missing or the build fails; the old build stays.
 */
export async function buildDist({ force = false } = {}) {
  if (!force && isFresh()) return;
  await withLock(join(CACHE, 'build.lock'), 'another build', async () => {
    if (force || !isFresh()) await buildAndSwap();
  });
}

/** Whether dist/ was built from the sources as they are. */
export function isFresh() {
  return existsSync(STAMP) && readFileSync(STAMP, 'utf8') === fingerprint(ROOT, INPUTS);
}

async function buildAndSwap() {
  const since = performance.now();
  const missing = [...Object.values(MAIN_ENTRIES), PRELOAD_ENTRY, RENDERER_ENTRY].filter(
    (path) => !existsSync(join(ROOT, path)),
  );
  if (missing.length > 0) throw new Error(`Cannot build without ${missing.join(', ')}.`);

  say('Building…');
  removeLeftovers();
  const unfinished = `${DIST}.tmp-${process.pid}`;
  // Taken first: what is edited during the build makes the next one.
  const stamp = fingerprint(ROOT, INPUTS);
  try {
    mkdirSync(unfinished);
    await bundle(unfinished, say);
    writeFileSync(join(unfinished, '.stamp'), stamp);
    const previous = `${DIST}.old-${process.pid}`;
    if (existsSync(DIST)) renameSync(DIST, previous);
    renameSync(unfinished, DIST);
    rmSync(previous, { recursive: true, force: true });
  } catch (error) {
    rmSync(unfinished, { recursive: true, force: true });
    throw error;
  }
  say(`Built in ${elapsed(since)}.`);
}

/** What a killed build left; the lock is ours, so nobody else is writing there. */
function removeLeftovers() {
  for (const name of readdirSync(ROOT)) {
    if (/^dist\.(tmp|old)-\d+$/.test(name)) rmSync(join(ROOT, name), { recursive: true, force: true });
  }
}
