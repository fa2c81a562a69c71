import type { LeakCheck } from '../../../shared/contract.ts';
import { type ElementSize, useElementSize } from '../../ui/use-element-size.ts';
import { growthText } from '../cost-text.ts';
import { leakPicture } from './leak-fit.ts';

const LEFT = 76;
const RIGHT = 16;
const TOP = 12;
const BOTTOM = 28;

/** Runs that get a number below, so that numbers do not touch. */
function numbered(runs: number): readonly number[] {
  const step = Math.max(1, Math.ceil(runs / 12));
  return Array.from({ length: runs }, (_, index) => index + 1).filter((run) => (run - 1) % step === 0);
}

/** Nothing can be drawn in less, in pixels. */
const LEAST_SIZE = 60;

/** How the settled heap with its external memory has changed since the first collection, with the fitted line and its 95 % interval. */
export function LeakChart(props: { readonly check: LeakCheck }) {
  const [ref, size] = useElementSize<HTMLDivElement>();
  return (
    <div ref={ref} className="hs-leak-chart">
      {size !== undefined && size.width > LEAST_SIZE && size.height > LEAST_SIZE && (
        <LeakDrawing check={props.check} size={size} />
      )}
    </div>
  );
}

function LeakDrawing(props: { readonly check: LeakCheck; readonly size: ElementSize }) {
  const { check } = props;
  const { width, height } = props.size;
  const { dots, line, low, high } = leakPicture(check);
  const x = (run: number): number => LEFT + ((run - 0.5) / check.runs) * (width - LEFT - RIGHT);
  const y = (bytes: number): number => TOP + ((high - bytes) / (high - low)) * (height - TOP - BOTTOM);
  const [first, last] = line;
  const middle = (low + high) / 2;
  // Changes of kilobytes would not show in sums of megabytes.
  const base = dots[0]?.bytes ?? middle;
  return (
    <svg
      width={width}
      height={height}
      role="img"
      aria-label={`Change of the settled heap over ${dots.length} of ${check.runs} collections`}
    >
      {[high, middle, low].map((bytes) => (
        <g key={bytes}>
          <line className="hs-leak-grid" x1={LEFT} x2={width - RIGHT} y1={y(bytes)} y2={y(bytes)} />
          <text className="hs-leak-text" x={LEFT - 8} y={y(bytes)} textAnchor="end" dominantBaseline="middle">
            {growthText(bytes - base)}
          </text>
        </g>
      ))}
      {numbered(check.runs).map((run) => (
        <text key={run} className="hs-leak-text" x={x(run)} y={height - 8} textAnchor="middle">
          {run}
        </text>
      ))}
      {first !== undefined && last !== undefined && (
        <>
          <path
            className="hs-leak-interval"
            d={`M${x(first.run)} ${y(first.low)}L${x(last.run)} ${y(last.low)}V${y(last.high)}L${x(first.run)} ${y(first.high)}Z`}
          />
          <line className="hs-leak-line" x1={x(first.run)} y1={y(first.fitted)} x2={x(last.run)} y2={y(last.fitted)} />
        </>
      )}
      {dots.map(({ run, bytes, warmUp }) => (
        <circle key={run} className="hs-leak-dot" data-warm-up={warmUp} cx={x(run)} cy={y(bytes)} r="3.5" />
      ))}
    </svg>
  );
}
