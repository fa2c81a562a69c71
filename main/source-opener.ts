import type { AttributeSelection } from '../shared/attribute-selection.ts';
import type { CollectionSource, CollectionState, ProcessSample } from '../shared/contract.ts';
import { HeapsphereError } from '../shared/errors.ts';
import type { ResourceType } from '../shared/inventory.ts';
import { type CollectionOptions, collectionOptionsOf, type Settings } from '../shared/settings.ts';
import { budgetBytesOf } from './collector/memory-budget.ts';
import type { CacheMode, CollectionSpec } from './collector/protocol.ts';
import { launchDemoVcenter, type RunningDemo } from './demo/demo-launcher.ts';
import type { LaunchProgram } from './processes/child-program.ts';
import { type DemoEstate, SharedDemos } from './shared-demos.ts';
import { parseEndpoint } from './vsphere/endpoint.ts';
import type { ResolveProxy } from './vsphere/environment-proxy.ts';
import type { SessionOptions } from './vsphere/session.ts';
import type { Trust } from './vsphere/trust.ts';

/** The seed of a demo estate that nobody chose one for. */
const DEFAULT_SEED = 1;

/** What to collect, from where, and how. */
export interface StartRequest {
  readonly source: CollectionSource;
  /** Kinds wanted; absent: all. */
  readonly types?: readonly ResourceType[];
  /** Defaults to what the settings say. */
  readonly options?: CollectionOptions;
  /** Attributes that differ from the essential ones; defaults to what the settings say. */
  readonly attributes?: AttributeSelection;
  /** Accepts any certificate. Offered by the terminal door only. */
  readonly insecure?: boolean;
  /** Keep the rows in memory, compressed, for windows that open later. */
  readonly retain: boolean;
  /** `read` takes what is fresh in the cache; `refresh` shows it and reads everything again; `off` leaves it alone. */
  readonly cacheMode: CacheMode;
  /** Takes kinds from the cache that were collected since then (milliseconds since the epoch), also in a refresh. */
  readonly resumeFrom?: number;
  /** Keep it as a generation when it ends well, as far as the settings say so; true by default. */
  readonly generation?: boolean;
}

/** What holds for one collection only, and not when it is repeated. */
export interface ThisTime extends Pick<CollectionSpec, 'rowsSince' | 'lockToken'> {
  readonly cacheMode?: CacheMode;
  /** Tell others that share the cache of the rows that it put there; true by default. */
  readonly announce?: boolean;
}

/** The settings as they are at the moment a collection starts. */
export interface CurrentSettings {
  readonly settings: Settings;
  readonly attributes: AttributeSelection;
}

export interface OpenedSource {
  readonly label: CollectionState['source'];
  readonly spec: CollectionSpec;
  readonly end: () => Promise<void>;
}

export interface SourceOpenerOptions {
  readonly version: string;
  readonly current: () => CurrentSettings;
  readonly launch: LaunchProgram;
  readonly proxyFor: ResolveProxy;
}

/** Opens what is to be read: settles how to reach a vCenter, or starts a demo vCenter. Owns the demo vCenters. */
export class SourceOpener {
  readonly #options: SourceOpenerOptions;
  readonly #demos = new Set<RunningDemo>();
  readonly #living = new SharedDemos((estate) => this.launchDemo({ ...estate, life: true }));
  #closed = false;

  constructor(options: SourceOpenerOptions) {
    this.#options = options;
  }

  /** Whom to collect from and how; a demo estate's server runs until `end` is called. */
  async open(request: StartRequest, thisTime: ThisTime = {}): Promise<OpenedSource> {
    if (this.#closed) throw closing();
    const { source, types } = request;
    const { cacheMode = request.cacheMode, lockToken } = thisTime;
    // Where fresh rows are taken anyway, those of the interrupted collection are among them.
    const rowsSince = thisTime.rowsSince ?? (cacheMode === 'refresh' ? request.resumeFrom : undefined);
    const { settings, attributes } = this.#options.current();
    const chosen = request.options ?? collectionOptionsOf(settings);
    const common = {
      options: chosen,
      attributes: request.attributes ?? attributes,
      cacheMode,
      retries: settings.retries,
      budgetBytes: budgetBytesOf(settings.memoryBudgetMegabytes, chosen.streaming),
      userAgent: `Heapsphere/${this.#options.version}`,
      ...(types ? { types } : {}),
      ...(rowsSince === undefined ? {} : { rowsSince }),
      ...(lockToken === undefined ? {} : { lockToken }),
    };
    if (source.kind === 'demo') return this.#openDemo(source, common);
    const server = parseEndpoint(source.server);
    const { timeoutSeconds = chosen.timeoutSeconds } = source;
    return {
      label: { kind: 'vcenter', label: server.host, server: server.href, user: source.user },
      spec: {
        ...common,
        ...credentials(source),
        options: { ...chosen, timeoutSeconds },
        server: server.href,
        trust: trustOf(source, request),
        proxy: await this.proxyTo(source),
      },
      end: async () => {},
    };
  }

  async #openDemo(
    source: Extract<CollectionSource, { kind: 'demo' }>,
    common: Omit<CollectionSpec, 'server' | 'user' | 'password' | 'datacenters' | 'trust'>,
  ): Promise<OpenedSource> {
    const { vms, seed, datacenters } = source;
    const demo = await this.demoOf(source);
    const { url: server, user, password } = demo;
    return {
      label: { kind: 'demo', label: demoLabel(vms, seed), server, user },
      spec: { ...common, server, user, password, datacenters, trust: { mode: 'system' } },
      end: demo.dispose,
    };
  }

  /** The demo vCenter of a source: one of its own, unless things happen in it. */
  demoOf({ vms, seed, life }: Extract<CollectionSource, { kind: 'demo' }>): Promise<RunningDemo> {
    return life === true && this.#options.current().settings.liveUpdates
      ? this.#living.take({ vms, seed })
      : this.launchDemo({ vms, seed });
  }

  /** A demo vCenter that counts as a process of ours until it is disposed of. */
  async launchDemo({ vms, seed, life }: DemoEstate & { readonly life?: boolean }): Promise<RunningDemo> {
    const demo = await launchDemoVcenter({ vms, seed, ...(life === true ? { life } : {}) }, this.#options.launch);
    this.#demos.add(demo);
    const dispose = async () => {
      await demo.dispose();
      this.#demos.delete(demo);
    };
    if (!this.#closed) return { ...demo, dispose };
    // Whoever closes has not seen this one.
    await dispose();
    throw closing();
  }

  /** Throws `usage` for a server that is no address, and as the resolution does. */
  async proxyTo({ server, direct }: Extract<CollectionSource, { kind: 'vcenter' }>): Promise<string | undefined> {
    return direct ? undefined : await this.#options.proxyFor(parseEndpoint(server));
  }

  /** The demo vCenters that run, as processes. */
  processes(): ProcessSample[] {
    return demoProcesses(this.#demos);
  }

  /** From now on nothing is opened. */
  close(): void {
    this.#closed = true;
  }

  /** Ends all demo vCenters, whoever uses them. */
  async dispose(): Promise<void> {
    this.close();
    await this.#living.dispose();
    await Promise.all([...this.#demos].map((demo) => demo.dispose()));
  }
}

/** How whoever reads the same vCenter as a collection logs in: in nothing different from that collection. */
export function loginOf({ server, user, password, trust, proxy, options, userAgent }: CollectionSpec): SessionOptions {
  return { server, user, password, trust, proxy, timeoutSeconds: options.timeoutSeconds, userAgent };
}

/** Estates of one size with different seeds are different vCenters: they are not called the same. */
function demoLabel(vms: number, seed: number): string {
  const label = `Demo estate, ${vms.toLocaleString('en-US')} VMs`;
  return seed === DEFAULT_SEED ? label : `${label}, seed ${seed}`;
}

/** Numbered where there are several. */
function demoProcesses(demos: Iterable<RunningDemo>): ProcessSample[] {
  return [...demos].flatMap((demo, position) => {
    const rss = demo.rss();
    return rss === undefined ? [] : [{ name: position === 0 ? 'demo vCenter' : `demo vCenter ${position + 1}`, rss }];
  });
}

function credentials(
  source: Extract<CollectionSource, { kind: 'vcenter' }>,
): Pick<CollectionSpec, 'user' | 'password' | 'datacenters'> {
  const { user, password, datacenters } = source;
  return { user, password, datacenters };
}

export function trustOf(
  { fingerprint256, authorityPem }: Extract<CollectionSource, { kind: 'vcenter' }>,
  { insecure }: StartRequest,
): Trust {
  if (fingerprint256 !== undefined) return { mode: 'pin', fingerprint256 };
  if (authorityPem !== undefined) return { mode: 'ca', pem: authorityPem };
  return { mode: insecure ? 'insecure' : 'system' };
}

export function closing(): HeapsphereError {
  return new HeapsphereError({
    code: 'cancelled',
    message: 'Heapsphere is closing and starts nothing new.',
    action: 'Start it again.',
  });
}
