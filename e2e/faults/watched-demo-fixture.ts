import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { DemoActivity, DemoVcenter } from '../../main/demo/demo-vcenter.ts';

const PROGRAM = fileURLToPath(new URL('watched-demo-process-fixture.ts', import.meta.url));

export interface DemoQuestion {
  readonly id: number;
  readonly what: 'activity';
}

/** A demo vCenter in a process of its own: its heap, sockets and threads are not those of a test. */
export interface WatchedDemo extends Pick<DemoVcenter, 'url' | 'user' | 'password' | 'counts'> {
  activity(): Promise<DemoActivity>;
  close(): Promise<void>;
}

export interface WatchedDemoOptions {
  /** Whether things happen in it once somebody waits for them: one every 4 s of its time. */
  readonly life?: boolean;
  /** Arguments of Node, such as those that give it another clock. */
  readonly nodeArgs?: readonly string[];
}

export async function startWatchedDemo(
  vms: number,
  { life = false, nodeArgs = [] }: WatchedDemoOptions = {},
): Promise<WatchedDemo> {
  const child = fork(PROGRAM, [String(vms), String(life)], { execArgv: [...nodeArgs] });
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
    close: async () => {
      const gone = once(child, 'exit');
      child.disconnect();
      await gone;
      process.removeListener('exit', killWithUs);
    },
  };
}
