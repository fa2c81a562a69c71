import { randomBytes } from 'node:crypto';

/** A name for a generation: "20261127-120530-3f9a1c", the moment in UTC and six digits of chance. Sorts by time. */
export function newGenerationId(at: number): string {
  const moment = new Date(at).toISOString().replaceAll(/[-:]/g, '').slice(0, 15).replace('T', '-');
  return `${moment}-${randomBytes(3).toString('hex')}`;
}
