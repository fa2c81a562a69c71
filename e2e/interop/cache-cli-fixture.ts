import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { EmbeddedStore } from '../../main/cache/embedded-store.ts';
import type { CollectionCache } from '../../shared/cache-view.ts';
import type { ResourceType } from '../../shared/inventory.ts';
import { type CliResult, type RunningCli, startCli } from '../fixtures/run-cli.ts';

/** What these tests read of `collect --json`. */
export interface CollectReport {
  readonly objects: Readonly<Partial<Record<ResourceType, number>>>;
  readonly total: number;
  readonly seconds: number;
  readonly bytesReceived: number;
  readonly requests: number;
  readonly batches: number;
  readonly phase: string;
  readonly cache: CollectionCache & { readonly rawBytes: number; readonly storedBytes: number };
  readonly error?: { readonly code: string; readonly message: string };
}

export interface Vcenter {
  readonly url: string;
  readonly user: string;
  readonly password: string;
}

/** A home folder of its own, with what the terminal door is told of a vCenter. */
export class CliHome {
  readonly folder: string;
  readonly #environment: Readonly<Record<string, string>>;

  private constructor(folder: string, environment: Readonly<Record<string, string>>) {
    this.folder = folder;
    this.#environment = environment;
  }

  /** Goes with the test. */
  static async make(
    { url, user, password }: Vcenter,
    settings: Readonly<Record<string, string>> = {},
  ): Promise<CliHome> {
    const folder = await mkdtemp(join(tmpdir(), 'heapsphere-home-'));
    onTestFinished(() => rm(folder, { recursive: true, force: true }));
    return new CliHome(folder, { VSPHERE_SERVER: url, VSPHERE_USER: user, VSPHERE_PASSWORD: password, ...settings });
  }

  start(args: readonly string[], settings: Readonly<Record<string, string>> = {}): RunningCli {
    const running = startCli(args, { home: this.folder, environment: { ...this.#environment, ...settings } });
    onTestFinished(() => running.kill('SIGKILL'));
    return running;
  }

  run(args: readonly string[], settings?: Readonly<Record<string, string>>): Promise<CliResult> {
    return this.start(args, settings).done;
  }

  /** The embedded store in its data folder, opened beside those who use it. Throws while there is none. */
  openStore(): EmbeddedStore {
    const path = join(this.folder, '.local', 'share', 'heapsphere', 'cache.db');
    if (!existsSync(path)) throw new Error(`${path} is not there`);
    return new EmbeddedStore({ path, maxBytes: 512 * 1024 * 1024 });
  }

  /** `collect --json` with more arguments, which has to succeed. */
  async collect(args: readonly string[] = [], settings?: Readonly<Record<string, string>>): Promise<CollectReport> {
    return reportOf(await this.run(['collect', '--json', ...args], settings));
  }
}

/** The one JSON object of a run that has done its work. */
export function reportOf<T = CollectReport>({ code, stdout, stderr }: CliResult): T {
  if (code !== 0) throw new Error(`exit code ${code}:\n${stderr}\n${stdout}`);
  return JSON.parse(stdout) as T;
}
