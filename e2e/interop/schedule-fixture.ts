import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { type CliResult, type RunningCli, startCli } from '../fixtures/run-cli.ts';
import type { Vcenter } from './cache-cli-fixture.ts';

/** What these tests read of a line of `collect --schedule --json`. */
export interface ScheduleLine {
  readonly event: string;
  readonly vcenter: string;
  /** When the job was due; the same for everyone who tried it. */
  readonly due: string;
  readonly rows: number;
  readonly requests: number;
  readonly read: readonly string[];
  readonly fromCache: readonly string[];
  readonly error?: { readonly code: string; readonly message: string };
}

/** A collector as on a machine of its own, with saved connections. */
export class Collector {
  readonly lines: ScheduleLine[] = [];
  readonly #running: RunningCli;
  #rest = '';

  private constructor(running: RunningCli) {
    this.#running = running;
    running.onStdout((text) => {
      const lines = (this.#rest + text).split('\n');
      this.#rest = lines.pop() ?? '';
      this.lines.push(...lines.map((line) => JSON.parse(line) as ScheduleLine));
    });
  }

  /** Goes with the test. @param vcenters by the name of their connection */
  static async start(
    args: readonly string[],
    vcenters: Readonly<Record<string, Vcenter>>,
    environment: Readonly<Record<string, string>>,
  ): Promise<Collector> {
    const home = await mkdtemp(join(tmpdir(), 'heapsphere-home-'));
    const folder = join(home, '.local/share/heapsphere');
    await mkdir(folder, { recursive: true });
    const common = { datacenters: [], trust: { mode: 'system' }, timeoutSeconds: null, proxy: 'none' };
    const connections = Object.entries(vcenters).map(([name, { url, user }], at) => ({
      ...common,
      id: `c${at}`,
      name,
      server: url,
      user,
    }));
    await writeFile(join(folder, 'connections.json'), JSON.stringify({ version: 1, connections }));
    const passwords = Object.entries(vcenters).map(([name, { password }]) => [
      `VSPHERE_PASSWORD_${name.toUpperCase()}`,
      password,
    ]);
    const running = startCli(['collect', '--json', '--connection', ...Object.keys(vcenters), ...args], {
      home,
      environment: { ...Object.fromEntries(passwords), ...environment },
    });
    onTestFinished(async () => {
      running.kill('SIGKILL');
      await running.done;
      await rm(home, { recursive: true, force: true });
    });
    return new Collector(running);
  }

  of(event: string): readonly ScheduleLine[] {
    return this.lines.filter((line) => line.event === event);
  }

  kill(signal: NodeJS.Signals): void {
    this.#running.kill(signal);
  }

  get done(): Promise<CliResult> {
    return this.#running.done;
  }
}
