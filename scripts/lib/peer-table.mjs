import { median } from './median.mjs';

/** @typedef {import('./timed-run.mjs').Usage} Usage */

/**
 * One program that reads the estate. A `scale` above 1 says that it read only one in so many objects; its times are
 * multiplied by it, its memory is not.
 *
 * @typedef {{ name: string, floorBytes: number, scale: number, runs: readonly Usage[] }} Contender
 */

/**
 * @typedef {{ name: string, seconds: number, cpuSeconds: number, peakBytes: number, aboveFloorBytes: number,
 *   times: { seconds: number, cpuSeconds: number } }} Standing
 *   Medians; `times` is how often the first contender would have been done meanwhile.
 */

/**
 * @param {readonly Contender[]} contenders the first one is what the others are set beside.
 * @returns {Standing[]}
 */
export function standings(contenders) {
  const measured = contenders.map(({ name, floorBytes, scale, runs }) => {
    /** @param {keyof Usage} key */
    const middle = (key) => median(runs.map((run) => run[key]));
    const peakBytes = middle('peakBytes');
    return {
      name,
      seconds: middle('seconds') * scale,
      cpuSeconds: middle('cpuSeconds') * scale,
      peakBytes,
      aboveFloorBytes: peakBytes - floorBytes,
    };
  });
  const [first] = measured;
  return measured.map((each) => ({
    ...each,
    times: {
      seconds: each.seconds / (first?.seconds ?? Number.NaN),
      cpuSeconds: each.cpuSeconds / (first?.cpuSeconds ?? Number.NaN),
    },
  }));
}

/**
 * @param {string} title heading of the first column.
 * @param {readonly Standing[]} rows
 * @returns {string} a table in Markdown.
 */
export function peerTable(title, rows) {
  const head = [
    `| ${title} | time | of ours | CPU time | of ours | peak resident set | above its floor |`,
    '|---|---|---|---|---|---|---|',
  ];
  const body = rows.map(
    ({ name, seconds, cpuSeconds, peakBytes, aboveFloorBytes, times }) =>
      `| ${name} | ${formatSeconds(seconds)} | ${times.seconds.toFixed(2)}x | ${formatSeconds(cpuSeconds)} | ${times.cpuSeconds.toFixed(2)}x | ${mebibytes(peakBytes)} | ${mebibytes(aboveFloorBytes)} |`,
  );
  return [...head, ...body].join('\n');
}

/** @param {number} seconds */
function formatSeconds(seconds) {
  return `${seconds.toFixed(seconds < 10 ? 2 : 1)} s`;
}

/** @param {number} bytes */
function mebibytes(bytes) {
  return `${Math.round(bytes / 1024 / 1024)} MiB`;
}
