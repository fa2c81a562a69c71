import { Session } from 'node:inspector/promises';
import { HeapsphereError } from '../../shared/errors.ts';
import type { AllocationRecording } from './isolate.ts';

/** One allocation in so many bytes is looked at, on average; V8's own default is 32 KiB. */
export const SAMPLING_BYTES = 64 * 1024;

/** V8 samples an isolate's allocations once; a second recording would take the first one's away. */
let recorded = false;

/**
 * Samples which functions of this isolate allocate, garbage included, until it is stopped.
 * Throws HeapsphereError `usage` when this isolate is recorded already.
 */
export async function recordAllocations(): Promise<AllocationRecording> {
  if (recorded) throw recordedAlready();
  recorded = true;
  const session = new Session();
  const release = () => {
    session.disconnect();
    recorded = false;
  };
  try {
    session.connect();
    await session.post('HeapProfiler.startSampling', {
      samplingInterval: SAMPLING_BYTES,
      includeObjectsCollectedByMajorGC: true,
      includeObjectsCollectedByMinorGC: true,
    });
  } catch (error) {
    release();
    throw error;
  }
  let stop: () => void = () => {};
  const stopped = new Promise<void>((resolve) => {
    stop = resolve;
  });
  const text = stopped
    .then(() => session.post('HeapProfiler.stopSampling'))
    .then(({ profile }) => JSON.stringify(profile))
    .finally(release);
  return { text, stop };
}

function recordedAlready(): HeapsphereError {
  return new HeapsphereError({
    code: 'usage',
    message: 'The allocations of this isolate are recorded already.',
    action: 'End that recording first; with VSPHERE_MEMORY_PROFILING on, a collector records itself from start to end.',
  });
}
