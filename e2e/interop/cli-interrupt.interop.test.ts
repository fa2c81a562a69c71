import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { startDemoVcenter } from '../../main/demo/demo-vcenter.ts';
import { type CliResult, startCli } from '../fixtures/run-cli.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'heapsphere-interrupt-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

interface Report {
  readonly phase: string;
  readonly total: number;
  readonly objects: Readonly<Record<string, number>>;
  readonly error: { readonly code: string; readonly message: string };
}

/** Ended by a signal: exit code 130, one JSON object that says so, and no file. */
function interrupted(result: CliResult): Report {
  const report = result.json() as unknown as Report;
  expect(result.code).toBe(130);
  expect(result.stderr).toContain('Interrupted: logging out …');
  expect(report).toMatchObject({
    phase: 'cancelled',
    error: { code: 'cancelled', message: 'The collection was cancelled.' },
  });
  expect(readdirSync(folder)).toEqual([]);
  return report;
}

describe('a signal between two pages', () => {
  it.each(['SIGINT', 'SIGTERM'] as const)('%s cancels the page token as well', async (signal) => {
    const demo = await startDemoVcenter({ vms: 5000, seed: 1, faults: { pageDelayMs: 20 } });
    try {
      const login = ['--server', demo.url, '--user', demo.user, '--no-cache', '--types', 'vm'];
      const cli = startCli(['collect', ...login, '--json', '--output', join(folder, 'rows.csv')], {
        environment: { VSPHERE_PASSWORD: demo.password },
      });
      await vi.waitUntil(() => demo.activity().requests > 15, { timeout: 30_000, interval: 5 });
      cli.kill(signal);
      const { total } = interrupted(await cli.done);
      expect(total).toBeGreaterThan(0);
      expect(total).toBeLessThan(5000);
      expect(demo.activity()).toMatchObject({ sessions: 0, views: 0, tokens: 0 });
    } finally {
      await demo.close();
    }
  });
});

describe('a signal while nobody answers', () => {
  it.each(['http', 'https'])('ends a login that hangs over %s', async (scheme) => {
    const sockets: Socket[] = [];
    const silent = createServer((socket) => void sockets.push(socket)).listen(0, '127.0.0.1');
    await once(silent, 'listening');
    try {
      const { port } = silent.address() as AddressInfo;
      const login = ['--server', `${scheme}://127.0.0.1:${port}`, '--user', 'operator', '--no-cache'];
      const connected = once(silent, 'connection');
      const cli = startCli(['collect', ...login, '--json', '--output', join(folder, 'rows.json')], {
        environment: { VSPHERE_PASSWORD: 'hunter2' },
      });
      await connected;
      const since = performance.now();
      cli.kill('SIGINT');
      expect(interrupted(await cli.done).total).toBe(0);
      // The time-out is 30 s, and a collector that does not stop by itself is ended after 15 s.
      expect(performance.now() - since).toBeLessThan(10_000);
    } finally {
      for (const socket of sockets) socket.destroy();
      silent.close();
    }
  });
});
