/** Benchmarks as files, for the door that reads and writes them. */
export { parseRecord as parseBenchmark } from './benchmark/record-file.ts';
export { renderReport } from './benchmark/report/render-report.ts';
