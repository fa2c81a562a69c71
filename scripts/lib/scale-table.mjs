/**
 * What a collection and a window cost at one size of the estate. A part that was not measured is undefined.
 *
 * @typedef {{ vms: number,
 *   collect?: { seconds: number, peakRssBytes: number, heapPeakBytes: number },
 *   window?: { firstRowSeconds: number, allRowsSeconds: number, heapBytes: number, residentBytes: number,
 *     scroll: { medianMs: number, worstMs: number, taskMs: number }, sortMs: number, sortTaskMs: number } }} ScaleRow
 *   Of scrolling: from frame to frame, and the most processor time of a task; of sorting: until the frame, and the same
 */

/** Per cent by which the collector's heap may be larger than at 5,000 VMs. */
const HEAP_BAR = 15;

/** @param {number} vms */
const countOf = (vms) => vms.toLocaleString('en-US');
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
      countOf(vms),
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
 * How far the peak of the collector's heap is from that of 5,000 VMs, or of the size nearest to it, for each larger size.
 *
 * @param {readonly ScaleRow[]} rows
 * @returns {{ text: string, isHeld: boolean }[]} sentences without a full stop.
 */
export function heapBars(rows) {
  const collected = rows.flatMap(({ vms, collect }) => (collect ? { vms, heap: collect.heapPeakBytes } : []));
  const base = collected.toSorted((a, b) => Math.abs(a.vms - 5000) - Math.abs(b.vms - 5000))[0];
  return collected.flatMap(({ vms, heap }) => {
    if (base === undefined || vms <= base.vms) return [];
    const share = (heap / base.heap - 1) * 100;
    const than = `${Math.abs(share).toFixed(0)} % ${share < 0 ? 'below' : 'above'} that at ${countOf(base.vms)}`;
    const text = `the collector's heap peak at ${countOf(vms)} VMs is ${than} (bar: ${HEAP_BAR} %)`;
    return { text, isHeld: share <= HEAP_BAR };
  });
}

/**
 * Where a row misses a bar.
 *
 * @param {readonly ScaleRow[]} rows
 * @returns {string[]}
 */
export function missedBars(rows) {
  const heaps = heapBars(rows).flatMap(({ text, isHeld }) => (isHeld ? [] : text));
  const windows = rows.flatMap(({ vms, window }) => {
    const at = `at ${countOf(vms)} VMs`;
    const missed = [];
    if (window && window.heapBytes > 400e6) missed.push(`the window's heap ${at} is ${mebibytes(window.heapBytes)}`);
    if (window && window.scroll.taskMs > 50)
      missed.push(`a task while scrolling ${at} took ${frameOf(window.scroll.taskMs)}`);
    if (window && window.sortMs > 300) missed.push(`sorting ${at} took ${frameOf(window.sortMs)}`);
    return missed;
  });
  return [...heaps, ...windows];
}
