import { createHash, randomBytes } from 'node:crypto';

/** A name for a generation: "20261127-120530-3f9a1c", the moment in UTC and six digits of chance. Sorts by time. */
export function newGenerationId(at: number): string {
  return idOf(at, randomBytes(3));
}

/** A name for rows that several processes may keep at once: always the same one for rows of one scope and moment. */
export function cachedGenerationId(at: number, scope: string): string {
  return idOf(at, createHash('sha256').update(`${scope} ${at}`).digest().subarray(0, 3));
}

function idOf(at: number, digits: Uint8Array): string {
  const moment = new Date(at).toISOString().replaceAll(/[-:]/g, '').slice(0, 15).replace('T', '-');
  return `${moment}-${Buffer.from(digits).toString('hex')}`;
}
