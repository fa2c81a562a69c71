import type { RequestName } from '../shared/channels.ts';
import type { RequestHandlers } from './dispatch.ts';
import { openLeakSubject } from './leak-subject.ts';
import type { MemoryTools } from './memory/memory-tools.ts';
import type { Services } from './services.ts';

type MemoryRequest = Extract<RequestName, `memory:${string}`>;

/** What the memory screen asks for. */
export function memoryHandlers(services: Services, tools: MemoryTools): Pick<RequestHandlers, MemoryRequest> {
  return {
    'memory:history': () => services.recorder.history(),
    'memory:tools': () => tools.state,
    'memory:collect-garbage': () => tools.collectGarbage(),
    'memory:snapshot': ({ isolate }) => tools.snapshot(isolate),
    'memory:profile-start': async ({ isolate }) => {
      await tools.startProfile(isolate);
      return {};
    },
    'memory:profile-stop': () => tools.stopProfile(),
    'memory:leak-start': async ({ collectionId, runs }) => {
      await tools.startLeakCheck(runs, () => openLeakSubject(services, collectionId));
      return {};
    },
    'memory:leak-cancel': () => {
      tools.cancelLeakCheck();
      return {};
    },
  };
}
