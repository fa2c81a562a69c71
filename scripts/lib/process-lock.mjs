import { mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { say } from './output.mjs';

const POLL_MILLISECONDS = 200;
const LONGEST_WAIT_MILLISECONDS = 15 * 60_000;

/**
 * Runs `work` while no other process holds the same lock. A holder that died without letting go is noticed by its pid.
 *
 * @template T
 * @param {string} path the lock: a folder that holds its owner's pid.
 * @param {string} waitingFor told once when another process holds it.
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 * @throws {Error} when another process still holds it after 15 minutes.
 */
export async function withLock(path, waitingFor, work) {
  const since = performance.now();
  let told = false;
  while (!take(path)) {
    const owner = ownerOf(path);
    if (owner !== undefined && !isAlive(owner)) {
      discard(path, owner);
      continue;
    }
    if (owner !== undefined && !told) {
      say(`Waiting for ${waitingFor} by process ${owner}.`);
      told = true;
    }
    if (performance.now() - since > LONGEST_WAIT_MILLISECONDS) {
      throw new Error(`Process ${owner} has held ${path} for 15 minutes: end it, or remove that folder.`);
    }
    await sleep(POLL_MILLISECONDS);
  }
  try {
    return await work();
  } finally {
    rmSync(path, { recursive: true, force: true });
  }
}

/**
 * The folder is renamed into place with the pid already in it: a lock never exists without its owner.
 *
 * @param {string} path
 */
function take(path) {
  mkdirSync(dirname(path), { recursive: true });
  const prepared = mkdtempSync(join(dirname(path), `.${basename(path)}-`));
  writeFileSync(join(prepared, 'pid'), String(process.pid));
  try {
    renameSync(prepared, path);
    return true;
  } catch {
    rmSync(prepared, { recursive: true, force: true });
    return false;
  }
}

/** @param {string} path */
function ownerOf(path) {
  try {
    return Number(readFileSync(join(path, 'pid'), 'utf8'));
  } catch {
    return undefined; // Let go of in this moment.
  }
}

/** @param {number} pid */
function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return /** @type {NodeJS.ErrnoException} */ (error).code === 'EPERM';
  }
}

/**
 * Renames the dead owner's lock away, so that of several waiters exactly one removes it.
 *
 * @param {string} path
 * @param {number} owner
 */
function discard(path, owner) {
  const away = `${path}.dead-${process.pid}`;
  try {
    renameSync(path, away);
  } catch {
    return; // Another waiter was faster.
  }
  if (ownerOf(away) !== owner) {
    // That was a new owner's lock already: give it back.
    try {
      renameSync(away, path);
      return;
    } catch {
      say(`The lock ${path} changed hands twice at once; carrying on.`);
    }
  }
  rmSync(away, { recursive: true, force: true });
}
