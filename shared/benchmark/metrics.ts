import { formatBytes, formatCount, formatMilliseconds } from '../units.ts';
import type { BenchmarkMetric } from './benchmark-view.ts';

/** Values on the wire are milliseconds, bytes and counts. */
export type MetricUnit = 'duration' | 'bytes' | 'count';

export interface MetricDescription {
  /** As a heading: "Peak memory". */
  readonly label: string;
  /** For narrow columns. */
  readonly short: string;
  readonly unit: MetricUnit;
  /** What exactly was measured, in a sentence. */
  readonly meaning: string;
  /** Within a sentence: "peak memory within noise". */
  readonly subject: string;
  /** After a percentage: "31 % less peak memory", "12 % faster". */
  readonly less: string;
  readonly more: string;
}

/** What is drawn first and what every verdict names. */
export const MAIN_METRICS = [
  'peakRssBytes',
  'wallMs',
  'cacheStoredBytes',
] as const satisfies readonly BenchmarkMetric[];

export const METRICS: Readonly<Record<BenchmarkMetric, MetricDescription>> = {
  wallMs: {
    label: 'Time',
    short: 'Time',
    unit: 'duration',
    meaning: 'From the start of the collection to its last object.',
    subject: 'time',
    less: 'faster',
    more: 'slower',
  },
  cpuMs: {
    label: 'CPU time',
    short: 'CPU',
    unit: 'duration',
    meaning: 'User and system time of the whole process over the collection.',
    ...amount('CPU time'),
  },
  peakRssBytes: {
    label: 'Peak memory',
    short: 'Peak RSS',
    unit: 'bytes',
    meaning: 'Largest resident set of the process, as the operating system counted it.',
    ...amount('peak memory'),
  },
  heapPeakBytes: {
    label: 'Heap peak',
    short: 'Heap peak',
    unit: 'bytes',
    meaning: 'Largest heapUsed of the collector.',
    ...amount('heap at peak'),
  },
  heapSettledBytes: {
    label: 'Heap settled',
    short: 'Settled',
    unit: 'bytes',
    meaning: 'heapUsed of the collector when all is read and garbage is collected.',
    ...amount('settled heap'),
  },
  gcCount: {
    label: 'Garbage collections',
    short: 'GC',
    unit: 'count',
    meaning: 'Collections of garbage in the collector, forced and natural.',
    ...number('garbage collections'),
  },
  gcPauseMs: {
    label: 'GC pauses',
    short: 'GC pause',
    unit: 'duration',
    meaning: 'Sum of the pauses of all collections of garbage in the collector.',
    ...amount('GC pause'),
  },
  bytesReceived: {
    label: 'Bytes received',
    short: 'Received',
    unit: 'bytes',
    meaning: 'Bytes of the answers of the server.',
    ...number('bytes received'),
  },
  requests: {
    label: 'Requests',
    short: 'Requests',
    unit: 'count',
    meaning: 'Requests to the server.',
    ...number('requests'),
  },
  cacheRawBytes: {
    label: 'Cache, unpacked',
    short: 'Raw cache',
    unit: 'bytes',
    meaning: 'What was handed to the cache, before compression.',
    ...number('cache bytes before compression'),
  },
  cacheStoredBytes: {
    label: 'Cache, stored',
    short: 'Cache',
    unit: 'bytes',
    meaning: 'What the cache has to keep.',
    ...number('cache bytes'),
  },
};

/** All metrics in the order in which reports have them. */
export const METRIC_ORDER: readonly BenchmarkMetric[] = [
  'peakRssBytes',
  'wallMs',
  'cacheStoredBytes',
  'cacheRawBytes',
  'heapPeakBytes',
  'heapSettledBytes',
  'cpuMs',
  'gcCount',
  'gcPauseMs',
  'bytesReceived',
  'requests',
];

/** A value of the metric as people read it: "312 MiB", "4.21 s", "1,204". */
export function formatMetric(metric: BenchmarkMetric, value: number): string {
  switch (METRICS[metric].unit) {
    case 'bytes':
      return formatBytes(value);
    case 'duration':
      return formatMilliseconds(value);
    case 'count':
      return formatCount(value);
  }
}

function amount(subject: string) {
  return { subject, less: `less ${subject}`, more: `more ${subject}` };
}

function number(subject: string) {
  return { subject, less: `fewer ${subject}`, more: `more ${subject}` };
}
