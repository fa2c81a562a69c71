import type { AddressInfo } from 'node:net';
import { HeapsphereError } from '../../shared/errors.ts';
import { countsOf, type DemoCounts } from './counts.ts';
import { planEstate } from './estate/shape.ts';
import { Life, type LifeEvent } from './life/life.ts';
import { createHttpServer } from './protocol/http-server.ts';
import { instanceUuidOf } from './protocol/service-objects.ts';
import { type DemoFaults, VimService } from './protocol/vim-service.ts';

export const DEMO_MAX_VMS = 100_000;
export const DEMO_MAX_SEED = 0xffff_ffff;
export const DEMO_USER = 'operator@heapsphere.demo';
export const DEMO_PASSWORD = 'demo';

export interface DemoOptions {
  /** Virtual machines that are not templates, 1 to 100,000. Templates come on top: 1 %, at least 2. */
  readonly vms: number;
  /** 0 to 2^32-1. The same seed and size give the same estate, byte for byte. */
  readonly seed: number;
  readonly host?: '127.0.0.1';
  /** 0, the default, takes a free one. */
  readonly port?: number;
  readonly user?: string;
  readonly password?: string;
  /** Milliseconds after which an unused session ends; 30 minutes by default, as in vCenter. */
  readonly sessionIdleMs?: number;
  readonly maxSessions?: number;
  readonly maxRequestBytes?: number;
  /** True, the default: a few virtual machines keep their configuration from the account. Some clients give up over that. */
  readonly restricted?: boolean;
  readonly faults?: DemoFaults;
  /** Whether machines are switched, renamed, made and deleted; false, the default: nothing ever changes. */
  readonly life?: boolean;
  /** Milliseconds between two events once somebody waits for them, 4000 by default; 0: only happen() makes them. */
  readonly lifeIntervalMs?: number;
  /** The clock that sessions go by, in milliseconds since the epoch. */
  readonly now?: () => number;
}

/** What is open in a demo vCenter at this moment, and the requests it has answered. */
export interface DemoActivity {
  readonly sessions: number;
  readonly views: number;
  /** Results of which a client has not yet read the last page. */
  readonly tokens: number;
  /** Property collectors besides the default one, and filters on them. */
  readonly collectors: number;
  readonly filters: number;
  readonly requests: number;
}

/** An event every few seconds is what somebody who looks can follow. */
const LIFE_INTERVAL_MS = 4000;

export interface DemoVcenter {
  /** http://127.0.0.1:PORT/sdk */
  readonly url: string;
  readonly port: number;
  readonly user: string;
  readonly password: string;
  readonly instanceUuid: string;
  readonly counts: DemoCounts;
  activity(): DemoActivity;
  /** Lets the next thing happen, if anything does. */
  happen(): LifeEvent | undefined;
  /** Ends sessions, breaks connections and stops listening. Idempotent. */
  close(): Promise<void>;
}

/**
 * Starts a vCenter of any size that speaks SOAP over HTTP on loopback. It keeps a plan of the estate and its sessions, nothing
 * per object: what a client asks for is computed while it is written.
 * Throws HeapsphereError `usage` for a size, seed or port that cannot be had.
 */
export async function startDemoVcenter(options: DemoOptions): Promise<DemoVcenter> {
  checkRange('size', options.vms, 1, DEMO_MAX_VMS);
  checkRange('seed', options.seed, 0, DEMO_MAX_SEED);
  checkRange('port', options.port ?? 0, 0, 65_535);
  const { user = DEMO_USER, password = DEMO_PASSWORD, faults = {}, host = '127.0.0.1' } = options;
  const planned = planEstate(options.vms, options.seed, options.restricted ?? true);
  const life = options.life === true ? new Life(planned) : undefined;
  const estate = life?.estate ?? planned;
  const { lifeIntervalMs = LIFE_INTERVAL_MS } = options;
  const service = new VimService(estate, {
    user,
    password,
    faults,
    idleMs: options.sessionIdleMs ?? 30 * 60_000,
    maxSessions: options.maxSessions ?? 100,
    now: options.now ?? Date.now,
    ...(life ? { life } : {}),
    ...(lifeIntervalMs > 0 ? { lifeIntervalMs } : {}),
  });
  const server = createHttpServer(service, { faults, maxRequestBytes: options.maxRequestBytes ?? 8 * 1024 * 1024 });
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error) => reject(cannotListen(host, options.port ?? 0, error)));
    server.listen(options.port ?? 0, host, resolve);
  });
  const { port } = server.address() as AddressInfo;
  let closed: Promise<void> | undefined;
  const close = async (): Promise<void> => {
    service.clear();
    await new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  };
  return {
    url: `http://${host}:${port}/sdk`,
    port,
    user,
    password,
    instanceUuid: instanceUuidOf(estate),
    counts: countsOf(estate),
    activity: () => service.activity(),
    happen: () => life?.happen(),
    close: () => {
      closed ??= close();
      return closed;
    },
  };
}

function checkRange(what: string, value: number, low: number, high: number): void {
  if (Number.isInteger(value) && value >= low && value <= high) return;
  throw new HeapsphereError({
    code: 'usage',
    message: `A demo vCenter cannot have the ${what} ${value}.`,
    action: `Choose a whole number from ${low} to ${high}.`,
  });
}

function cannotListen(host: string, port: number, error: Error): HeapsphereError {
  return new HeapsphereError(
    {
      code: 'usage',
      message: `The demo vCenter cannot listen on ${host}:${port}: ${error.message}.`,
      action: 'Choose another port, or 0 for a free one.',
    },
    { cause: error },
  );
}
