import { BATCH_STAGES } from '../../../shared/contract.ts';
import { STAGE_LABELS } from '../cost-text.ts';

/** Height of the lane of garbage collections, which has a row for each cause, in heights of a stage's lane. */
const GC_HEIGHT = 1.75;
const TOTAL_HEIGHT = BATCH_STAGES.length + GC_HEIGHT;

export interface LanePlace {
  readonly label: string;
  readonly top: number;
  readonly height: number;
}

/** Where the lanes lie within a plot, in its unit: a lane for each stage in the order of the way, and one for GC. */
export function lanePlaces(
  top: number,
  height: number,
): { readonly stages: readonly LanePlace[]; readonly gc: LanePlace } {
  const unit = height / TOTAL_HEIGHT;
  return {
    stages: BATCH_STAGES.map((stage, index) => ({ label: STAGE_LABELS[stage], top: top + index * unit, height: unit })),
    gc: { label: 'GC', top: top + BATCH_STAGES.length * unit, height: GC_HEIGHT * unit },
  };
}
