import type { RunningDemo } from './demo/demo-launcher.ts';

/** What makes demo vCenters the same one. */
export interface DemoEstate {
  readonly vms: number;
  readonly seed: number;
}

/** A demo vCenter that nobody uses is kept so long: what happened in it should not be undone by a look away. */
const LINGER_MS = 5 * 60_000;

interface Shared {
  readonly demo: Promise<RunningDemo>;
  users: number;
  lingering: NodeJS.Timeout | undefined;
}

/**
 * Demo vCenters in which things happen, one for each estate: table, tree and details would tell different stories if each
 * had one of its own.
 */
export class SharedDemos {
  readonly #launch: (estate: DemoEstate) => Promise<RunningDemo>;
  readonly #shared = new Map<string, Shared>();

  constructor(launch: (estate: DemoEstate) => Promise<RunningDemo>) {
    this.#launch = launch;
  }

  /** The demo vCenter of an estate, started when there is none; its dispose() only gives it back. Rejects as starting does. */
  async take(estate: DemoEstate): Promise<RunningDemo> {
    const key = `${estate.vms} ${estate.seed}`;
    const shared = this.#shared.get(key) ?? this.#start(key, estate);
    shared.users += 1;
    clearTimeout(shared.lingering);
    let given = false;
    const giveBack = async (): Promise<void> => {
      if (given) return;
      given = true;
      shared.users -= 1;
      if (shared.users === 0) shared.lingering = setTimeout(() => void this.#end(key), LINGER_MS).unref();
    };
    try {
      return { ...(await shared.demo), dispose: giveBack };
    } catch (error) {
      this.#shared.delete(key);
      throw error;
    }
  }

  /** Ends all of them, whoever uses them. */
  async dispose(): Promise<void> {
    await Promise.all([...this.#shared.keys()].map((key) => this.#end(key)));
  }

  #start(key: string, estate: DemoEstate): Shared {
    const shared: Shared = { demo: this.#launch(estate), users: 0, lingering: undefined };
    this.#shared.set(key, shared);
    return shared;
  }

  async #end(key: string): Promise<void> {
    const shared = this.#shared.get(key);
    this.#shared.delete(key);
    clearTimeout(shared?.lingering);
    const demo = await shared?.demo.catch(() => undefined);
    await demo?.dispose();
  }
}
