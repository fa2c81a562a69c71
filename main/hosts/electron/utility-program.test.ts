import { fork } from 'node:child_process';
import { EventEmitter, once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import { spawnUtilityProgram } from './utility-program.ts';

class UtilityDouble extends EventEmitter {
  pid: number | undefined = 4711;
  readonly stderr = new PassThrough();
  readonly kill = vi.fn(() => true);
  readonly postMessage = vi.fn();
}

const double = vi.hoisted(() => ({ fork: undefined as unknown, children: [] as unknown[], calls: [] as unknown[][] }));
vi.mock('electron', () => ({
  utilityProcess: {
    fork: (...call: unknown[]) => {
      double.calls.push(call);
      return double.children.shift();
    },
  },
}));

let child: UtilityDouble;
beforeEach(() => {
  child = new UtilityDouble();
  double.children = [child];
  double.calls = [];
});

test('a program runs as a utility process that is given its arguments and nothing of our environment', () => {
  spawnUtilityProgram({ path: '/app/demo-process.js', name: 'Heapsphere demo vCenter', args: ['{"vms":5,"seed":1}'] });
  expect(double.calls).toEqual([
    [
      '/app/demo-process.js',
      ['{"vms":5,"seed":1}'],
      { serviceName: 'Heapsphere demo vCenter', stdio: ['ignore', 'ignore', 'pipe'], env: {} },
    ],
  ]);
});

test('its report, its end and its last words are passed on', async () => {
  const program = spawnUtilityProgram({ path: '/app/demo-process.js', name: 'Heapsphere demo vCenter' });
  const heard: unknown[] = [];
  program.onMessage((message) => heard.push(message));
  program.onEnd((how) => heard.push(how));
  child.emit('message', { kind: 'ready' });
  child.stderr.write(`${'x'.repeat(3000)}the last words\n`);
  await vi.waitFor(() => expect(program.stderr()).toMatch(/x{100}the last words$/));
  expect(program.stderr().length).toBeLessThanOrEqual(2000);
  child.emit('exit', 9);
  expect(heard).toEqual([{ kind: 'ready' }, 'code 9']);
});

test('it is asked to end through Electron, and ended by force when it does not', async () => {
  const stubborn = fork(writeStubborn(), { stdio: 'ignore' });
  await once(stubborn, 'message');
  child.pid = stubborn.pid;
  const program = spawnUtilityProgram({ path: '/app/demo-process.js', name: 'Heapsphere demo vCenter' });
  program.kill(false);
  expect(child.kill).toHaveBeenCalledTimes(1);
  program.kill(true);
  expect(await once(stubborn, 'exit')).toEqual([null, 'SIGKILL']);
  expect(child.kill).toHaveBeenCalledTimes(1);
  // It is gone, and nothing is thrown.
  program.kill(true);
});

/** A program that does not grant a request to end. */
function writeStubborn(): string {
  const folder = mkdtempSync(join(tmpdir(), 'heapsphere-stubborn-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const path = join(folder, 'stubborn.mjs');
  writeFileSync(path, "process.on('SIGTERM', () => {}); setInterval(() => {}, 60_000); process.send('ready');");
  return path;
}

test('what it is told goes by message', () => {
  const program = spawnUtilityProgram({ path: '/app/benchmark-process.js', name: 'Heapsphere benchmark run' });
  program.send({ kind: 'cancel' });
  expect(child.postMessage.mock.calls).toEqual([[{ kind: 'cancel' }]]);
});
