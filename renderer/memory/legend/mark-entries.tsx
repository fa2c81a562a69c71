import { memo } from 'react';
import { RESOURCE_LABELS, type ResourceType } from '../../../shared/inventory.ts';
import { BATCH_HUES } from '../chart-colors.ts';

/** What the marks of garbage collections mean. */
export const GarbageEntries = memo(function GarbageEntries() {
  return (
    <section className="hs-legend-group" aria-label="Marks of garbage collections">
      <h3>Garbage collections</h3>
      <div className="hs-legend-mark">
        <svg width="12" height="12" aria-hidden="true">
          <path d="M6 1l5 10H1z" fill="var(--hs-gc-forced)" />
        </svg>
        Forced
      </div>
      <div className="hs-legend-mark">
        <svg width="12" height="12" aria-hidden="true">
          <circle cx="6" cy="6" r="4.5" fill="var(--hs-gc-natural)" />
        </svg>
        Natural
      </div>
      <p className="hs-quiet">A major one is larger and runs a line through the heap.</p>
    </section>
  );
});

/** The colours of the kinds that are on screen. */
export function BatchEntries(props: { readonly types: readonly ResourceType[] }) {
  if (props.types.length === 0) return null;
  return (
    <section className="hs-legend-group" aria-label="Batches">
      <h3>Batches</h3>
      {props.types.map((type) => (
        <div key={type} className="hs-legend-mark">
          <svg width="12" height="12" aria-hidden="true">
            <rect width="12" height="12" rx="2" fill={`hsl(${BATCH_HUES[type]} 60% 55% / 0.55)`} />
          </svg>
          {RESOURCE_LABELS[type]}
        </div>
      ))}
      <p className="hs-quiet">In the lanes, the stronger a colour, the busier the stage was.</p>
    </section>
  );
}
