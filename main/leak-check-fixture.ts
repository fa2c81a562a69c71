/**
 * Checks the whole application for leaks in a process of its own, where no test runner grows beside it: data folder, number
 * of runs, and objects to keep with every run (a leak on purpose) as arguments; what became of it as JSON on stdout.
 */
import { setTimeout as pause } from 'node:timers/promises';
import type { RequestName } from '../shared/channels.ts';
import {
  type LeakCheck,
  type MemoryTools,
  type RequestParams,
  type RequestResult,
  requests,
} from '../shared/contract.ts';
import { createApp } from './app.ts';
import { openSettings } from './open-settings.ts';

const VMS = 500;

const [folder = '', runs = '10', keep = '0'] = process.argv.slice(2);
const { store } = await openSettings({ environment: {}, folder });
const app = await createApp({ host: 'web', version: 'test', settings: store, folder });

const kept: object[][] = [];
let pushes = 0;
let points = 0;
let end: (check: LeakCheck) => void = () => {};
const ended = new Promise<LeakCheck>((resolve) => {
  end = resolve;
});
const window = app.connect({
  push: (name, payload) => {
    const { leak } = name === 'memory:tools' ? (payload as MemoryTools) : {};
    if (!leak) return;
    pushes += 1;
    if (leak.points.length > points) kept.push(Array.from({ length: Number(keep) }, (_, index) => ({ index })));
    points = leak.points.length;
    if (leak.phase !== 'running') end(leak);
  },
});
window.subscribe('memory:tools');
window.subscribe('memory:ticks');

async function ask<K extends RequestName>(name: K, params: RequestParams<K>): Promise<RequestResult<K>> {
  const answer = await window.request(name, params);
  if (!answer.ok) throw new Error(answer.error.message);
  return requests[name].result.parse(answer.value) as RequestResult<K>;
}

const { collectionId } = await ask('collection:start', {
  source: { kind: 'demo', vms: VMS, seed: 1, datacenters: [] },
});
while ((await ask('collection:list', {})).some(({ endedAt }) => endedAt === undefined)) await pause(50);
const before = await ask('collection:list', {});
const cachedBefore = (await ask('cache:info', {})).entries;
await ask('memory:leak-start', { collectionId, runs: Number(runs) });
const second = await window.request('memory:leak-start', { collectionId, runs: 3 });
const leak = await ended;
process.stdout.write(
  JSON.stringify({
    leak,
    pushes,
    second,
    kept: kept.length,
    collections: { before, after: await ask('collection:list', {}) },
    cached: { before: cachedBefore, after: (await ask('cache:info', {})).entries },
  }),
);
await app.dispose();
