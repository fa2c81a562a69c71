import { expect, test } from 'vitest';
import { processSamples } from './process-samples.ts';

const KB = 1024;

test('windows, GPU and services of Chromium are told with their working sets, each kind once', () => {
  expect(
    processSamples([
      { type: 'Browser', memory: { workingSetSize: 200_000 } },
      { type: 'Tab', memory: { workingSetSize: 90_000 } },
      { type: 'Tab', memory: { workingSetSize: 10_000 } },
      { type: 'GPU', memory: { workingSetSize: 70_000 } },
      { type: 'Utility', serviceName: 'network.mojom.NetworkService', memory: { workingSetSize: 30_000 } },
      { type: 'Utility', serviceName: 'storage.mojom.StorageService', memory: { workingSetSize: 5000 } },
    ]),
  ).toEqual([
    { name: 'window', rss: 100_000 * KB },
    { name: 'GPU', rss: 70_000 * KB },
    { name: 'Chromium services', rss: 35_000 * KB },
  ]);
});

test('processes that tell of themselves are left out: main, and the demo vCenter', () => {
  expect(
    processSamples([
      { type: 'Browser', memory: { workingSetSize: 1 } },
      { type: 'Utility', serviceName: 'node.mojom.NodeService', memory: { workingSetSize: 1 } },
    ]),
  ).toEqual([]);
});
