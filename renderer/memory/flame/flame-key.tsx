import { type FrameOrigin, ORIGIN_LABELS } from './frame-origin.ts';

const ORIGINS = Object.entries(ORIGIN_LABELS) as readonly (readonly [FrameOrigin, string])[];

/** What the colours of a flame graph mean. */
export function FlameKey() {
  return (
    <ul className="hs-flame-key" aria-label="Colours of the flame graph">
      {ORIGINS.map(([origin, label]) => (
        <li key={origin}>
          <span className="hs-flame-swatch" data-origin={origin} />
          {label}
        </li>
      ))}
    </ul>
  );
}
