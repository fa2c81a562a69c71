import { readdirSync, readlinkSync } from 'node:fs';
import type { WindowClient } from './window-client-fixture.ts';

/** What a process has open, as the operating system tells it. */
export interface OpenInProcess {
  readonly descriptors: number;
  readonly sockets: number;
  readonly threads: number;
}

/** What an application holds, as the operating system and the application itself tell it. */
export interface Footprint extends OpenInProcess {
  /** Heap of the main isolate after a full collection of garbage, in bytes. */
  readonly heapBytes: number;
  /** Memory outside of the heap that objects in it hold, such as the packed history of the recorder, in bytes. */
  readonly externalBytes: number;
  /** Isolates that exist. */
  readonly isolates: readonly string[];
}

/** Collects the garbage of an application in full, and looks at what is left. Linux only. */
export async function footprintOf(pid: number, client: WindowClient): Promise<Footprint> {
  // What one collection of garbage has made unreachable, such as weak references, the next one takes.
  await client.ask('memory:collect-garbage', {});
  const heaps = await client.ask('memory:collect-garbage', {});
  const collectedAt = Date.now();
  const ticks = await client.next('memory:ticks', (told) => told.some(({ at }) => at > collectedAt));
  const isolates = ticks.at(-1)?.isolates ?? [];
  return {
    heapBytes: heaps.find(({ isolate }) => isolate === 'main')?.afterBytes ?? 0,
    externalBytes: isolates.find(({ isolate }) => isolate === 'main')?.external ?? 0,
    isolates: heaps.map(({ isolate }) => isolate),
    ...openIn(pid),
  };
}

/** Linux only. */
export function openIn(pid: number): OpenInProcess {
  const links = readdirSync(`/proc/${pid}/fd`).map((name) => targetOf(pid, name));
  return {
    descriptors: links.length,
    sockets: links.filter((link) => link.startsWith('socket:')).length,
    threads: readdirSync(`/proc/${pid}/task`).length,
  };
}

/** Empty for one that was closed meanwhile. */
function targetOf(pid: number, name: string): string {
  try {
    return readlinkSync(`/proc/${pid}/fd/${name}`);
  } catch {
    return '';
  }
}
