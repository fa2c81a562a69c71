import { randomInt } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { CacheInfo } from '../../shared/cache-view.ts';
import type { GenerationList } from '../../shared/generations-view.ts';
import { createIsolatedHome, type IsolatedHome } from '../fixtures/isolated-home.ts';
import { runCli } from '../fixtures/run-cli.ts';
import { type RunningApp, startApp } from '../fixtures/running-app.ts';
import { type DemoServer, startDemo } from '../fixtures/servers/demo.ts';
import { WindowClient } from './window-client-fixture.ts';

const ROUNDS = 15;
/** A collection of the estate below, with its cache and its generation, takes about this long. */
const LONGEST_LIFE_MS = 3000;

/** What the application said is done; it must be there whenever it starts again. */
class Promised {
  readonly batchSizes: number[] = [];
  readonly connections = new Map<string, string>();
  pinned = new Set<string>();
  /** Benchmarks that are in the history. */
  readonly benchmarks: string[] = [];
  /** Sent and not answered. */
  openBatchSize: number | undefined;
}

describe('an application that is killed with kill -9', () => {
  let demo: DemoServer;
  let home: IsolatedHome;
  const promised = new Promised();
  beforeAll(async () => {
    demo = await startDemo(1500);
    home = await createIsolatedHome();
  });
  afterAll(async () => {
    await demo?.close();
    await home?.remove();
  });

  const cli = (...args: string[]) =>
    runCli(args, { home: home.folder, environment: { VSPHERE_PASSWORD: demo.password } });

  /** Changes settings, saves connections, pins generations and collects, without a pause, until it is gone. */
  async function use(client: WindowClient, round: number): Promise<void> {
    /** Whether there is nobody to ask any more; else it was too much at once, and a moment later it is not. */
    const gone = async () => {
      if (client.socket.readyState !== client.socket.OPEN) return true;
      await wait(50);
      return false;
    };
    const settings = async () => {
      for (let size = 1 + round * 60; ; size += 1) {
        promised.openBatchSize = size;
        const answer = await client.request('settings:update', { changes: { batchSize: String(size) } });
        if (answer.ok) promised.batchSizes.push(size);
        else if (await gone()) return;
      }
    };
    const connections = async () => {
      for (let number = 0; number < 3; number += 1) {
        const name = `round ${round} number ${number}`;
        const answer = await client.request('connections:save', {
          draft: {
            name,
            server: 'vc.example',
            user: 'operator',
            datacenters: [],
            trust: { mode: 'system' },
            timeoutSeconds: null,
            proxy: 'system',
          },
        });
        if (answer.ok) promised.connections.set(answer.value.id, name);
        else if (await gone()) return;
      }
    };
    const pins = async () => {
      for (;;) {
        const list = await client.request('generations:list', {});
        if (!list.ok) {
          if (await gone()) return;
          continue;
        }
        for (const { id, pinned } of list.value.generations) {
          if (pinned || promised.pinned.size >= 3) continue;
          if ((await client.request('generations:pin', { id, pinned: true })).ok) promised.pinned.add(id);
        }
        await wait(50);
      }
    };
    const collections = async () => {
      const { url: server, user, password } = demo;
      for (;;) {
        const source = { kind: 'vcenter' as const, server, user, password };
        const started = await client.request('collection:start', { source });
        if (!started.ok) {
          if (await gone()) return;
          continue;
        }
        const { collectionId } = started.value;
        await client.request('inventory:open', { collectionId });
        for (;;) {
          const list = await client.request('collection:list', {});
          if (!list.ok) {
            if (await gone()) return;
            continue;
          }
          const state = list.value.find(({ id }) => id === collectionId);
          if (state?.endedAt !== undefined) break;
          await wait(50);
        }
      }
    };
    client.listen('inventory:chunk', ({ collectionId, seq }) => {
      void client.request('inventory:credit', { collectionId, seq });
    });
    /** Marks are files that are written anew each time. */
    const marks = async () => {
      for (let marked = true; ; marked = !marked) {
        for (const id of promised.benchmarks) await client.request('benchmark:mark-baseline', { id, marked });
        if (await gone()) return;
      }
    };
    await Promise.all([settings(), connections(), pins(), collections(), marks()]);
  }

  async function expectIntact(round: string): Promise<void> {
    const settings = await cli('settings', '--json');
    expect([settings.code, settings.stderr], round).toEqual([0, '']);
    const listed = JSON.parse(settings.stdout) as Readonly<Record<string, { readonly value: unknown }>>;
    const size = Number(listed.VSPHERE_BATCH_SIZE?.value);
    expect([promised.batchSizes.at(-1) ?? 50, promised.openBatchSize], round).toContain(size);
    // Whether it was answered or not, it stands now; the next life may be too short to change it.
    promised.batchSizes.push(size);
    promised.openBatchSize = undefined;

    const connections = await cli('connections', '--json');
    expect([connections.code, connections.stderr], round).toEqual([0, '']);
    for (const name of promised.connections.values()) expect(connections.stdout, round).toContain(name);

    const cache = await cli('cache', 'list', '--json');
    expect([cache.code, cache.stderr], round).toEqual([0, '']);
    expect(JSON.parse(cache.stdout) as CacheInfo, round).toBeDefined();

    const { code, stdout, stderr } = await cli('generations', 'list', '--json');
    expect([code, stderr], round).toEqual([0, '']);
    const { generations, notices } = JSON.parse(stdout) as GenerationList;
    expect(notices, round).toEqual([]);
    const ids = generations.map(({ id }) => id);
    for (const id of promised.pinned) expect(ids, round).toContain(id);
    // Not the demo estate, which a first window opens by itself and which may be read to its end in one of these lives.
    const [newer, older] = generations.filter(({ source }) => source.kind === 'vcenter').map(({ id }) => id);
    if (newer === undefined || older === undefined) return;
    // Reads every chunk of both: the same estate, so that nothing differs.
    const compared = await cli('generations', 'compare', older, newer, '--json');
    expect([compared.code, compared.stderr], round).toEqual([0, '']);
    expect(JSON.parse(compared.stdout), round).toMatchObject({ objects: 0 });
  }

  /** One benchmark as small as there is, to its end. */
  async function makeHistory(): Promise<void> {
    const app = await startApp({ home });
    const client = await WindowClient.open(app.link);
    const { id } = await client.ask('benchmark:start', {
      order: { estate: { kind: 'demo', vms: 20 }, suite: 'quick', resources: 'minimal', runs: 1 },
    });
    await vi.waitFor(async () => expect(await client.ask('benchmark:list', {})).toHaveLength(1), { timeout: 60_000 });
    promised.benchmarks.push(id);
    await client.close();
    await app.close();
  }

  it(`has settings, connections, history, cache and generations intact at the next start, ${ROUNDS} times`, async () => {
    await makeHistory();
    for (let round = 0; round < ROUNDS; round += 1) {
      const app: RunningApp = await startApp({ home, environment: { HEAPSPHERE_GENERATIONS: '4' } });
      expect(app.output(), `start ${round}`).not.toMatch(/set aside|cannot be/);
      const client = await WindowClient.open(app.link);
      const history = await client.ask('benchmark:list', {});
      expect(
        history.map(({ id }) => id),
        `start ${round}`,
      ).toEqual(promised.benchmarks);
      const life = randomInt(LONGEST_LIFE_MS);
      const using = use(client, round);
      await wait(life);
      process.kill(app.pid, 'SIGKILL');
      await app.exited;
      await using;
      await client.close();
      await expectIntact(`round ${round}, killed after ${life} ms`);
    }
    // All that was cached and kept is still of use.
    const collected = await cli('collect', '--server', demo.url, '--user', demo.user, '--json');
    expect([collected.code, collected.stderr]).toEqual([0, '']);
    expect(collected.json()).toMatchObject({ cache: { state: 'in use' } });
  });
});
