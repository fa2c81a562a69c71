import { BATCH_STAGES, type BatchBand, type BatchStage, type GcMark } from '../../shared/contract.ts';
import { formatBytes, formatCount } from '../../shared/units.ts';

/** The stages as lanes and tables call them. */
export const STAGE_LABELS: Readonly<Record<BatchStage, string>> = {
  page: 'vCenter page',
  decode: 'Decode',
  batch: 'Batch',
  cache: 'Cache write',
  ipc: 'IPC',
};

/** "0.42 ms", "12.3 ms", "842 ms"; from a second on "1.35 s". */
export function millisecondsText(milliseconds: number): string {
  if (milliseconds >= 999.5) return `${(milliseconds / 1000).toFixed(2)} s`;
  const digits = milliseconds >= 99.95 || milliseconds === 0 ? 0 : milliseconds >= 0.995 ? 1 : 2;
  return `${milliseconds.toFixed(digits)} ms`;
}

/** "Forced minor GC, 1.2 ms, reclaimed 3.40 MiB, in batch 41 of VirtualMachine". */
export function markText(mark: GcMark): string {
  const { batch, reclaimedBytes } = mark;
  const reclaimed = reclaimedBytes === undefined ? '' : `, reclaimed ${formatBytes(Math.max(0, reclaimedBytes))}`;
  const where = batch === undefined ? '' : `, in batch ${batch.seq} of ${batch.type}`;
  return `${mark.forced ? 'Forced' : 'Natural'} ${mark.kind} GC, ${mark.pauseMs.toFixed(1)} ms${reclaimed}${where}`;
}

/** "Batch 41 of VirtualMachine". */
export function bandName(band: Pick<BatchBand, 'seq' | 'type'>): string {
  return `Batch ${band.seq} of ${band.type}`;
}

/** "+1.20 MiB": a growth always has its sign. */
export function growthText(bytes: number): string {
  return bytes > 0 ? `+${formatBytes(bytes)}` : formatBytes(bytes);
}

/** "50 rows, 12 ms, 42.0 KiB received, heap +1.20 MiB". */
export function bandText(band: BatchBand): string {
  const rows = `${formatCount(band.rows)} ${band.rows === 1 ? 'row' : 'rows'}`;
  const took = millisecondsText(Math.max(0, band.to - band.from));
  return `${rows}, ${took}, ${formatBytes(band.receivedBytes)} received, heap ${growthText(band.heapGrowthBytes)}`;
}

/** "vCenter page 12.0 ms · decode 8.1 ms": busy time of the stages that were told, in the order of their way. */
export function stagesText(band: BatchBand): string {
  return BATCH_STAGES.flatMap((stage) => {
    const span = band.stages[stage];
    if (span === undefined) return [];
    const label = stage === 'page' || stage === 'ipc' ? STAGE_LABELS[stage] : STAGE_LABELS[stage].toLowerCase();
    return [`${label} ${millisecondsText(span.busyMs)}`];
  }).join(' · ');
}
