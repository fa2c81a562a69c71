/**
 * What a collection and a window cost at one size of the estate. A part that was not measured is undefined.
 *
 * @typedef {{ vms: number,
 *   collect?: { seconds: number, peakRssBytes: number, heapPeakBytes: number },
 *   window?: { firstRowSeconds: number, allRowsSeconds: number, heapBytes: number, residentBytes: number,
 *     scroll: { medianMs: number, worstMs: number, taskMs: number }, sortMs: number, sortTaskMs: number } }} ScaleRow
 *   Of scrolling: from frame to frame, and the most processor time of a task; of sorting: until the frame, and the same
 */

/** @param {number | undefined} bytes */
const mebibytes = (bytes) => (bytes === undefined ? '' : `${Math.round(bytes / 1024 / 1024)} MiB`);
/** @param {number | undefined} seconds */
const timeOf = (seconds) => (seconds === undefined ? '' : `${seconds.toFixed(seconds < 10 ? 2 : 1)} s`);
/** @param {number | undefined} ms */
const frameOf = (ms) => (ms === undefined ? '' : `${Math.round(ms)} ms`);

/**
 * @param {readonly ScaleRow[]} rows
 * @returns {string} a table in Markdown.
 */
export function scaleTable(rows) {
  const head = [
    '| VMs | collect | peak resident set | collector heap peak | first row | all rows | window heap | window resident set | scroll: frame, median | worst | longest task, CPU | sort: until the frame | longest task, CPU |',
    `|${'---|'.repeat(13)}`,
  ];
  const body = rows.map(({ vms, collect, window }) => {
    const cells = [
      vms.toLocaleString('en-US'),
      timeOf(collect?.seconds),
      mebibytes(collect?.peakRssBytes),
      mebibytes(collect?.heapPeakBytes),
      timeOf(window?.firstRowSeconds),
      timeOf(window?.allRowsSeconds),
      mebibytes(window?.heapBytes),
      mebibytes(window?.residentBytes),
      frameOf(window?.scroll.medianMs),
      frameOf(window?.scroll.worstMs),
      frameOf(window?.scroll.taskMs),
      frameOf(window?.sortMs),
      frameOf(window?.sortTaskMs),
    ];
    return `| ${cells.join(' | ')} |`;
  });
  return [...head, ...body].join('\n');
}

/**
 * Where a row misses a bar; the collector's heap is compared with that of 5,000 VMs, or the size nearest to it.
 *
 * @param {readonly ScaleRow[]} rows
 * @returns {string[]}
 */
export function missedBars(rows) {
  const collected = rows.filter(({ collect }) => collect !== undefined);
  const base = collected.toSorted((a, b) => Math.abs(a.vms - 5000) - Math.abs(b.vms - 5000))[0];
  return rows.flatMap(({ vms, collect, window }) => {
    const at = `at ${vms.toLocaleString('en-US')} VMs`;
    const missed = [];
    const heap = collect?.heapPeakBytes ?? 0;
    const baseHeap = base?.collect?.heapPeakBytes ?? 0;
    if (base !== undefined && vms > base.vms && heap > baseHeap * 1.15) {
      missed.push(
        `the collector's heap ${at} is ${Math.round((heap / baseHeap - 1) * 100)} % above that at ${base.vms}`,
      );
    }
    if (window && window.heapBytes > 400e6) missed.push(`the window's heap ${at} is ${mebibytes(window.heapBytes)}`);
    if (window && window.scroll.taskMs > 50)
      missed.push(`a task while scrolling ${at} took ${frameOf(window.scroll.taskMs)}`);
    if (window && window.sortMs > 300) missed.push(`sorting ${at} took ${frameOf(window.sortMs)}`);
    return missed;
  });
}
