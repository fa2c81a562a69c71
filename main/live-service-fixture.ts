import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, vi } from 'vitest';
import type { LiveChanges, LiveState } from '../shared/live-view.ts';
import { type DemoVcenter, startDemoVcenter } from './demo/demo-vcenter.ts';
import { openSettings } from './open-settings.ts';
import { createServices, type Services } from './services.ts';

/** An estate in which things happen when a test says so, and the services of an application that has collected it. */
export interface Setup {
  readonly demo: DemoVcenter;
  readonly services: Services;
  readonly id: string;
  end(): Promise<void>;
}

/** A window's part of it. */
export type Watched = Pick<Setup, 'services' | 'id'>;

export async function start(environment: Readonly<Record<string, string>>): Promise<Setup> {
  const demo = await startDemoVcenter({ vms: 250, seed: 3, life: true, lifeIntervalMs: 0 });
  const { end: endServices, ...collected } = await collect(demo, environment);
  const end = async () => {
    await endServices();
    await demo.close();
  };
  return { demo, ...collected, end };
}

/** An application of its own that collects an estate, whatever the server's certificate. */
export async function collect(
  { url: server, user, password }: Pick<DemoVcenter, 'url' | 'user' | 'password'>,
  environment: Readonly<Record<string, string>>,
): Promise<Omit<Setup, 'demo'>> {
  const folder = await mkdtemp(join(tmpdir(), 'live-'));
  const { store } = await openSettings({ environment, folder });
  const services = await createServices({
    version: '0.0.0',
    current: () => ({ settings: store.resolved.settings, attributes: store.attributes }),
    cacheFolder: undefined,
    memoryTier: false,
  });
  const source = { kind: 'vcenter' as const, server, user, password, datacenters: [] };
  const collection = await services.start({ source, insecure: true, retain: true, cacheMode: 'off' });
  await collection.finished;
  const end = async () => {
    await services.dispose();
    await rm(folder, { recursive: true, force: true });
  };
  return { services, id: collection.state.id, end };
}

/** Name and power state of what a window shows, by kind and reference. */
export type Rows = Map<string, string>;

function apply(rows: Rows, { rows: told, left }: Pick<LiveChanges, 'rows' | 'left'>): void {
  for (const { type, refs } of left) for (const ref of refs) rows.delete(`${type} ${ref}`);
  for (const { type, refs, columns } of told) {
    for (const [index, ref] of refs.entries()) {
      if (columns.name) rows.set(`${type} ${ref}`, `${columns.name[index]} ${columns['runtime.powerState']?.[index]}`);
    }
  }
}

/** The rows of a collection. */
export async function shownRows({ services, id }: Watched): Promise<Rows> {
  const rows: Rows = new Map();
  const { log } = services.supervisor.get(id);
  const { promise, resolve } = Promise.withResolvers<void>();
  const reader = log.attach(({ seq, bytes }) => {
    apply(rows, { rows: [services.readChunk(bytes)], left: [] });
    queueMicrotask(() => reader.credit(seq));
    if (seq === log.length - 1) resolve();
  });
  await promise;
  reader.close();
  return rows;
}

/** A window shows, in the end, what a new collection reads. */
export async function expectTruth(setup: Setup, shown: Rows): Promise<void> {
  const other = await collect(setup.demo, {});
  const truth = await shownRows(other);
  await other.end();
  await vi.waitFor(() => expect(differences(truth, shown)).toEqual([]), { timeout: 10_000 });
}

function differences(truth: Rows, shown: Rows): string[] {
  const keys = new Set([...truth.keys(), ...shown.keys()]);
  return [...keys].flatMap((key) =>
    truth.get(key) === shown.get(key) ? [] : `${key}: ${shown.get(key)} is ${truth.get(key)}`,
  );
}

/** Machines are switched on and off again, renamed, made and deleted. */
export function happenMany({ demo }: Setup): void {
  for (let count = 0; count < 150; count += 1) demo.happen();
}

/** A window that follows a collection; it credits what it is told at once unless it is slow. */
export function viewer(
  { services, id }: Watched,
  { busy = false, rows = new Map() }: { busy?: boolean; rows?: Rows } = {},
) {
  const holder = {};
  let slow = busy;
  const told: LiveChanges[] = [];
  const states: LiveState[] = [];
  const first = services.live.open(id, holder, {
    changes: (changes) => {
      told.push(changes);
      apply(rows, changes);
      if (!slow) services.live.get(id)?.credit(holder, changes.seq);
    },
    state: (state) => states.push(state),
  });
  const refs = () => told.flatMap(({ rows }) => rows).flatMap((batch) => batch.refs);
  const isLive = () => vi.waitFor(() => expect((states.at(-1) ?? first).phase).toBe('live'), { timeout: 20_000 });
  /** It has taken in what it was told, and is slow no longer. */
  const catchUp = () => {
    slow = false;
    for (const { seq } of [...told]) services.live.get(id)?.credit(holder, seq);
  };
  return { holder, told, states, first, refs, isLive, catchUp };
}

export function happens({ demo }: Setup, kind: 'enter' | 'modify' | 'leave'): string {
  for (;;) {
    const event = demo.happen();
    if (event?.kind === kind) return `VirtualMachine:vm-${1001 + event.machine}`;
  }
}
