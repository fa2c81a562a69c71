import { useVirtualizer } from '@tanstack/react-virtual';
import { type ReactNode, useRef } from 'react';
import { formatBytes } from '../../shared/units.ts';
import { visibleText } from '../../shared/visible-text.ts';
import { Bar, BarAxis, BarLegend, type BarLine, BarTrack } from './bars/bar-parts.tsx';
import { type PercentScale, percentScale, placeOf } from './bars/percent-scale.ts';
import { NumberLink } from './number-link.tsx';
import { percentText } from './number-text.ts';
import { useOverview } from './overview-context.ts';
import { FILLING, FULL, type StoreBar } from './store-bars.ts';
import { StoreSums } from './store-sums.tsx';

/** Pixels; the style sheet draws rows of just this height. */
const ROW_HEIGHT = 26;
/** A datastore may promise many times what it has; beyond this the line stands at the edge. */
const MOST_PERCENT = 200;
const LINES: readonly BarLine[] = [
  { at: FILLING, tone: 'warning' },
  { at: FULL, tone: 'bad' },
  { at: 1, tone: 'whole' },
];
const LEGEND = [
  { look: 'roomy', text: 'used' },
  { look: 'free', text: 'free' },
  { look: 'provisioned', text: 'provisioned' },
  { look: 'line-warning', text: '75 %' },
  { look: 'line-bad', text: '90 %' },
  { look: 'line-whole', text: 'capacity' },
];

function barText(bar: StoreBar): string {
  const name = visibleText(bar.name);
  if (!bar.isKnown) return `${name}: unknown, ${bar.reason}`;
  const provisioned = bar.provisioned === undefined ? 'unknown' : percentText(bar.provisioned);
  return `${name}: ${percentText(bar.used)} used, ${formatBytes(bar.free)} of ${formatBytes(bar.capacity)} free, ${provisioned} provisioned`;
}

function StoreRow(props: { readonly bar: StoreBar; readonly scale: PercentScale; readonly top: number }) {
  const { bar, scale, top } = props;
  const { open } = useOverview();
  const text = barText(bar);
  return (
    <li className="hs-bar-row hs-store-row" style={{ top }} title={text} data-known={bar.isKnown}>
      <button type="button" className="hs-bar-label hs-number" onClick={() => open('Datastore', bar.ref)}>
        {visibleText(bar.name)}
      </button>
      <BarTrack scale={scale} lines={LINES} label={text}>
        <Bar scale={scale} share={1} look={bar.isKnown ? 'free' : 'unknown'} />
        {bar.isKnown && (
          <>
            <Bar scale={scale} share={bar.used} look={bar.tone} />
            {bar.provisioned !== undefined && (
              <span
                className="hs-bar-mark"
                data-beyond={bar.provisioned * 100 > scale.end}
                style={{ left: placeOf(scale, bar.provisioned) }}
              />
            )}
          </>
        )}
      </BarTrack>
      {bar.isKnown ? (
        <span className="hs-bar-figures" data-tone={bar.tone}>
          <strong className="hs-bar-value">{percentText(bar.used)}</strong>
          <span className="hs-quiet">{formatBytes(bar.free)} free</span>
        </span>
      ) : (
        <span className="hs-bar-figures">
          <span className="hs-unknown">unknown</span> <span className="hs-quiet">{bar.reason}</span>
        </span>
      )}
    </li>
  );
}

/** The bars, fullest first: only those in view exist as elements. */
function StoreList(props: { readonly bars: readonly StoreBar[]; readonly scale: PercentScale }) {
  const { bars, scale } = props;
  const scrollRef = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: bars.length,
    getScrollElement: () => scrollRef.current,
    estimateSize: () => ROW_HEIGHT,
    getItemKey: (index) => bars[index]?.ref ?? index,
    overscan: 6,
  });
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keyboard
    <section className="hs-stores-scroll" ref={scrollRef} tabIndex={0} aria-label="Datastores by fill">
      <ol style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map((item) => {
          const bar = bars[item.index];
          return bar && <StoreRow key={item.key} bar={bar} scale={scale} top={item.start} />;
        })}
      </ol>
    </section>
  );
}

/** How full the datastores of the chosen scope are, together and one by one. */
export function StorePanel(props: {
  /** How old the use is. */
  readonly age?: ReactNode;
}) {
  const { counted, scope } = useOverview();
  const bars = counted.bars(scope);
  const most = bars.reduce((highest, bar) => Math.max(highest, bar.isKnown ? (bar.provisioned ?? 0) : 0), 0);
  const scale = percentScale(most, MOST_PERCENT);
  return (
    <section className="hs-panel hs-stores" aria-label="Datastores">
      <header>
        <h3>
          Datastores <NumberLink measure="Datastore" what="datastores" />
        </h3>
        <BarLegend items={LEGEND} />
      </header>
      {props.age}
      <StoreSums />
      {bars.length > 0 && (
        <>
          <BarAxis scale={scale} unit="% of capacity" />
          <StoreList key={scope} bars={bars} scale={scale} />
        </>
      )}
      {isCluster(counted.scopes[scope]?.kind) && <p className="hs-panel-note">Those that VMs here lie on.</p>}
    </section>
  );
}

function isCluster(kind: string | undefined): boolean {
  return kind === 'cluster' || kind === 'host';
}
