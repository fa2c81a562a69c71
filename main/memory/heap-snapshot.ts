import { writeHeapSnapshot as write } from 'node:v8';
import { cannotWrite } from './private-file.ts';

/**
 * Writes what this isolate's heap holds to a file as it is made, so that it is never in memory as a whole; the isolate
 * stands still meanwhile. Each isolate writes its own: a snapshot that is taken of a worker from outside crashes the
 * process when the worker ends before it is read (nodejs/node issue 46210).
 * Throws HeapsphereError `usage` that names the folder when the file cannot be written.
 */
export function writeHeapSnapshot(path: string): void {
  try {
    write(path);
  } catch (error) {
    throw cannotWrite(path, error);
  }
}
