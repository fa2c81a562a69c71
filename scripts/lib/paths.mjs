import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The repository's root folder. */
export const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..', '..');

/** Locks, results of test runs and built helpers; never part of a commit. */
export const CACHE = join(ROOT, '.cache');

/** What the application is built into. */
export const DIST = join(ROOT, 'dist');
