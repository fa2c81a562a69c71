import type { LeakCheck } from '../../../shared/contract.ts';
import { formatBytes, formatCount } from '../../../shared/units.ts';

/** "15,872 KiB": a leak is seen in the last digits. */
function kibibytes(bytes: number): string {
  return `${formatCount(Math.round(bytes / 1024))} KiB`;
}

/** The figures behind the chart, newest first. */
export function LeakPoints(props: { readonly check: LeakCheck }) {
  const { points, verdict } = props.check;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by the keyboard
    <section className="hs-dock-scroll hs-leak-points" tabIndex={0} aria-label="Settled heaps">
      <table className="hs-data-table">
        <thead>
          <tr>
            <th className="hs-right">Run</th>
            <th className="hs-right">Heap</th>
            <th className="hs-right">External</th>
            <th className="hs-right">RSS</th>
          </tr>
        </thead>
        <tbody>
          {points.toReversed().map(({ run, heapUsed, external, rss }) => (
            <tr key={run}>
              <td className="hs-right">
                {run <= (verdict?.warmUpRuns ?? 0) && <span className="hs-quiet">warm-up </span>}
                {run}
              </td>
              <td className="hs-right">{kibibytes(heapUsed)}</td>
              <td className="hs-right">{kibibytes(external)}</td>
              <td className="hs-right">{formatBytes(rss)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
