import { HeapsphereError } from '../shared/errors.ts';
import type { ResourceType } from '../shared/inventory.ts';
import type { LeakSubject } from './memory/leak-checker.ts';
import type { Services } from './services.ts';

/** Kinds of which even a large estate has few. */
const FEW: readonly ResourceType[] = ['Datacenter', 'ComputeResource', 'DistributedVirtualSwitch'];

/**
 * Collects again and again from where a collection came, past the cache and past every list. The recorder keeps no history
 * meanwhile. Throws HeapsphereError `usage` for an unknown collection and while others run, whose memory would be taken for a leak.
 */
export async function openLeakSubject(services: Services, collectionId: string): Promise<LeakSubject> {
  const { recorder, supervisor } = services;
  const assertAlone = () => {
    if (supervisor.list().some(({ running }) => running)) throw notAlone();
  };
  assertAlone();
  const source = await services.openAgain(collectionId);
  const resumeHistory = recorder.pauseHistory();
  const collect = async (signal: AbortSignal, types?: readonly ResourceType[]) => {
    signal.throwIfAborted();
    const collection = source.collect(types);
    const cancel = () => collection.cancel();
    signal.addEventListener('abort', cancel, { once: true });
    const { phase, error } = await collection.finished;
    signal.removeEventListener('abort', cancel);
    signal.throwIfAborted();
    if (error && phase !== 'partial') throw new HeapsphereError(error);
    assertAlone();
  };
  return {
    label: source.label,
    warmUp: (signal) => collect(signal, FEW),
    collect: (signal) => collect(signal),
    // Twice: the first may be one that began before the collection ended.
    quiesce: async () => {
      await recorder.sample();
      await recorder.sample();
    },
    dispose: async () => {
      resumeHistory();
      await source.dispose();
    },
  };
}

function notAlone(): HeapsphereError {
  return new HeapsphereError({
    code: 'usage',
    message: 'Another collection is running, and what it holds would be taken for a leak.',
    action: 'Wait until it is finished, or cancel it, and check again.',
  });
}
