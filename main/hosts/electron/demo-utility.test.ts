import { EventEmitter } from 'node:events';
import { PassThrough } from 'node:stream';
import { beforeEach, expect, test, vi } from 'vitest';
import { spawnDemoUtility } from './demo-utility.ts';

class UtilityDouble extends EventEmitter {
  readonly pid = 4711;
  readonly stderr = new PassThrough();
  readonly kill = vi.fn(() => true);
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

test('the demo runs as a utility process that is given its options and nothing of our environment', () => {
  spawnDemoUtility('/app/demo-process.js', ['{"vms":5,"seed":1}']);
  expect(double.calls).toEqual([
    [
      '/app/demo-process.js',
      ['{"vms":5,"seed":1}'],
      { serviceName: 'Heapsphere demo vCenter', stdio: ['ignore', 'ignore', 'pipe'], env: {} },
    ],
  ]);
});

test('its report, its end and its last words are passed on', async () => {
  const demo = spawnDemoUtility('/app/demo-process.js', []);
  const heard: unknown[] = [];
  demo.onMessage((message) => heard.push(message));
  demo.onEnd((how) => heard.push(how));
  child.emit('message', { kind: 'ready' });
  child.stderr.write(`${'x'.repeat(3000)}the last words\n`);
  await vi.waitFor(() => expect(demo.stderr()).toMatch(/x{100}the last words$/));
  expect(demo.stderr().length).toBeLessThanOrEqual(2000);
  child.emit('exit', 9);
  expect(heard).toEqual([{ kind: 'ready' }, 'code 9']);
});

test('it is ended by Electron, whether gently or not', () => {
  const demo = spawnDemoUtility('/app/demo-process.js', []);
  demo.kill(false);
  demo.kill(true);
  expect(child.kill).toHaveBeenCalledTimes(2);
});
