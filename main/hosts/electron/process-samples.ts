import type { ProcessMetric } from 'electron';
import type { ProcessSample } from '../../../shared/contract.ts';

/** Chromium's kinds of processes, as people call them; the main one and utilities of ours tell of themselves. */
const NAMES: Readonly<Partial<Record<ProcessMetric['type'], string>>> = {
  Tab: 'window',
  GPU: 'GPU',
  Zygote: 'zygote',
};

type Metric = Pick<ProcessMetric, 'type'> & {
  readonly serviceName?: string;
  readonly memory: Pick<ProcessMetric['memory'], 'workingSetSize'>;
};

/** Chromium's own processes with their working sets; those of one kind are added up. */
export function processSamples(metrics: readonly Metric[]): ProcessSample[] {
  const sizes = new Map<string, number>();
  for (const { type, serviceName, memory } of metrics) {
    const name = NAMES[type] ?? chromiumService(type, serviceName);
    // Electron counts in kilobytes of 1024 bytes.
    if (name !== undefined) sizes.set(name, (sizes.get(name) ?? 0) + memory.workingSetSize * 1024);
  }
  return [...sizes].map(([name, rss]) => ({ name, rss }));
}

/** What every utility process that was started with `utilityProcess` is for Chromium. */
const OURS = 'node.mojom.NodeService';

/** The network service and the like. */
function chromiumService(type: ProcessMetric['type'], serviceName: string | undefined): string | undefined {
  return type === 'Utility' && serviceName !== OURS ? 'Chromium services' : undefined;
}
