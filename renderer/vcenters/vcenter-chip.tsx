import { SmallCross } from '@blueprintjs/icons';
import { RESOURCE_TYPES } from '../../shared/inventory.ts';
import { formatCount } from '../../shared/units.ts';
import { isRunning } from '../shell/collection-store.ts';
import { PHASE_LABELS, PHASE_TONES } from '../shell/phase.ts';
import type { OpenVcenter } from './open-vcenters.ts';

export interface VcenterChipProps {
  readonly vcenter: OpenVcenter;
  /** Whether the table shows rows of this one only. */
  readonly isShownAlone: boolean;
  /** Whether what is said beside the list is said of this one. */
  readonly isCurrent: boolean;
  readonly choose: () => void;
  readonly close: () => void;
}

/** One of the open vCenters: its phase, name and rows, and how far its collection is. */
export function VcenterChip(props: VcenterChipProps) {
  const { vcenter, isShownAlone, isCurrent, choose, close } = props;
  const { label, collection } = vcenter;
  const { phase, rows, finished } = collection;
  const running = isRunning(phase);
  const kinds = `${finished.length} of ${RESOURCE_TYPES.length} kinds`;
  const state = `${PHASE_LABELS[phase]}, ${formatCount(rows)} rows${running ? `, ${kinds}` : ''}`;
  return (
    <li className="hs-vcenter" data-alone={isShownAlone} data-current={isCurrent} data-phase={phase}>
      <button
        type="button"
        className="hs-vcenter-choose"
        aria-pressed={isShownAlone}
        aria-label={`${label}: ${state}`}
        title={`${label}: ${state}`}
        onClick={choose}
      >
        <span className={`hs-phase hs-tone-${PHASE_TONES[phase]}`} />
        <span className="hs-vcenter-name">{label}</span>
        <span className="hs-vcenter-rows">{formatCount(rows)}</span>
      </button>
      <button
        type="button"
        className="hs-vcenter-close"
        aria-label={`Close ${label}`}
        title={`Close ${label}`}
        onClick={close}
      >
        <SmallCross size={14} />
      </button>
      {running && (
        <span
          className="hs-vcenter-progress"
          role="presentation"
          style={{ width: `${(finished.length / RESOURCE_TYPES.length) * 100}%` }}
        />
      )}
    </li>
  );
}
