import { arch, cpus, hostname, release, type as system, totalmem } from 'node:os';
import type { BenchmarkEnvironment } from '../../shared/benchmark/benchmark-view.ts';

/** Parts of this program whose versions move figures; the rest of process.versions are details of Node. */
const PARTS = ['node', 'v8', 'uv', 'zlib', 'zstd', 'sqlite', 'openssl', 'electron', 'chrome'] as const;

/** The machine and the versions that a benchmark runs on. */
export function describeEnvironment(version: string): BenchmarkEnvironment {
  const processors = cpus();
  const versions: NodeJS.Dict<string> = process.versions;
  return {
    version,
    host: hostname(),
    cpu: processors[0]?.model.trim() || 'unknown',
    cores: processors.length,
    memoryBytes: totalmem(),
    os: `${system()} ${release()}`,
    arch: arch(),
    versions: Object.fromEntries(
      PARTS.flatMap((part) => (versions[part] === undefined ? [] : [[part, versions[part]]])),
    ),
  };
}
