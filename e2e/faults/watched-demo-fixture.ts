import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { DemoActivity, DemoVcenter } from '../../main/demo/demo-vcenter.ts';

const PROGRAM = fileURLToPath(new URL('watched-demo-process-fixture.ts', import.meta.url));

export interface DemoQuestion {
  readonly id: number;
  readonly what: 'activity' | 'happen';
}

/** A demo vCenter in a process of its own: its heap, sockets and threads are not those of a test. */
export interface WatchedDemo extends Pick<DemoVcenter, 'url' | 'user' | 'password' | 'counts'> {
  activity(): Promise<DemoActivity>;
  /** Lets the next thing happen; null when nothing does. */
  happen(): Promise<unknown>;
  close(): Promise<void>;
}

/** @param life whether things happen in it, when they are asked for */
export async function startWatchedDemo(vms: number, life = false): Promise<WatchedDemo> {
  const child = fork(PROGRAM, [String(vms), String(life)], { execArgv: [] });
  const killWithUs = () => child.kill('SIGKILL');
  process.once('exit', killWithUs);
  const waiting = new Map<number, (answer: unknown) => void>();
  let asked = 0;
  const [{ ready }] = (await once(child, 'message')) as [
    { readonly ready: Pick<DemoVcenter, 'url' | 'user' | 'password' | 'counts'> },
  ];
  child.on('message', ({ id, answer }: { readonly id: number; readonly answer: unknown }) => {
    waiting.get(id)?.(answer);
    waiting.delete(id);
  });
  const ask = (what: DemoQuestion['what']): Promise<unknown> => {
    const id = asked++;
    return new Promise((resolve) => {
      waiting.set(id, resolve);
      child.send({ id, what } satisfies DemoQuestion);
    });
  };
  return {
    ...ready,
    activity: async () => (await ask('activity')) as DemoActivity,
    happen: () => ask('happen'),
    close: async () => {
      const gone = once(child, 'exit');
      child.disconnect();
      await gone;
      process.removeListener('exit', killWithUs);
    },
  };
}
