/** A comparison's thread: reads two generations, tells page by page what differs, and ends itself. */
import { parentPort, workerData } from 'node:worker_threads';
import { HeapsphereError } from '../../shared/errors.ts';
import { decodeChunk } from '../cache/chunk-codec.ts';
import { CreditGate } from '../collector/credit-gate.ts';
import { withoutLostSizes } from '../collector/lost-datastore.ts';
import { ChunkFolder } from './chunk-folder.ts';
import { compareGenerations, DamagedError } from './compare-generations.ts';
import {
  type ComparisonCommand,
  type ComparisonInput,
  type ComparisonMessage,
  type ComparisonProgress,
  PAGE_WINDOW,
} from './protocol.ts';

/** Progress is told at most this often. */
const PROGRESS_INTERVAL_MS = 100;

const port = parentPort;
if (!port) throw new Error('generations are compared in a worker thread only');
const input = workerData as ComparisonInput;
const tell = (message: ComparisonMessage) => port.postMessage(message);

const abort = new AbortController();
const gate = new CreditGate(PAGE_WINDOW);
port.on('message', (command: ComparisonCommand) => {
  if (command.kind === 'credit') gate.acknowledge(command.seq);
  else abort.abort(new Error('cancelled'));
});

let lastProgress = 0;
const onProgress = (progress: ComparisonProgress) => {
  if (performance.now() - lastProgress < PROGRESS_INTERVAL_MS) return;
  lastProgress = performance.now();
  tell({ kind: 'progress', progress });
};

const chunks = ChunkFolder.of(input.folder);
let seq = 0;
try {
  const { summary, progress } = await compareGenerations(input, {
    read: async (chunk) => withoutLostSizes(decodeChunk(await chunks.read(chunk))),
    ship: async (page) => {
      await gate.take(abort.signal);
      tell({ kind: 'page', seq, page });
      seq += 1;
    },
    onProgress,
    signal: abort.signal,
  });
  tell({ kind: 'done', summary, progress });
} catch (error) {
  if (error instanceof DamagedError && !abort.signal.aborted) {
    const damaged = { id: error.id, reason: `one of its chunks cannot be read (${error.message})` };
    tell({ kind: 'failed', damaged, error: unreadable(damaged).data });
  } else tell({ kind: 'failed', error: HeapsphereError.dataOf(error) });
}
port.close();

function unreadable({ id, reason }: { readonly id: string; readonly reason: string }): HeapsphereError {
  return new HeapsphereError({
    code: 'protocol',
    message: `Generation ${id} is damaged: ${reason}.`,
    action: 'It is set aside; choose another one.',
  });
}
