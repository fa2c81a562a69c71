import { ProgressBar } from '@blueprintjs/core';
import { memo } from 'react';

/** One figure with its name and a note. */
export const Tile = memo(function Tile(props: {
  readonly label: string;
  readonly value: string;
  readonly note: string;
  /** Part of a limit, 0 to 1. */
  readonly share?: number;
  readonly warning?: boolean;
}) {
  const { label, value, note, share, warning = false } = props;
  return (
    <section className="hs-tile" aria-label={label}>
      <h3>{label}</h3>
      <p className="hs-tile-value">{value}</p>
      <p className={warning ? 'hs-tile-note hs-tile-warning' : 'hs-tile-note'}>{note}</p>
      {share !== undefined && (
        <ProgressBar
          className="hs-tile-bar"
          value={share}
          intent={warning ? 'warning' : 'primary'}
          animate={false}
          stripes={false}
          aria-hidden="true"
        />
      )}
    </section>
  );
});
