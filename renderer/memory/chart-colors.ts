import type uPlot from 'uplot';
import type { ResourceType } from '../../shared/inventory.ts';

/** Colours of a theme and the text face, read from the style sheet. */
export interface ChartColors {
  readonly series: readonly string[];
  readonly text: string;
  readonly grid: string;
  readonly forced: string;
  readonly natural: string;
  readonly limit: string;
  /** Font family of the axes. */
  readonly font: string;
}

/** Draws something onto a chart besides its curves. */
export type ChartPainter = (chart: uPlot, colors: ChartColors) => void;

/** Reads the colours that the current theme gives an element. */
export function readChartColors(element: HTMLElement): ChartColors {
  const style = getComputedStyle(element);
  const read = (name: string): string => style.getPropertyValue(name).trim();
  return {
    series: Array.from({ length: 8 }, (_, index) => read(`--hs-series-${index}`)),
    text: read('--hs-muted'),
    grid: read('--hs-grid-line'),
    forced: read('--hs-gc-forced'),
    natural: read('--hs-gc-natural'),
    limit: read('--hs-bad'),
    font: read('--hs-sans'),
  };
}

/** Hue of a kind's batches, in degrees: far apart for kinds that follow each other. */
export const BATCH_HUES: Readonly<Record<ResourceType, number>> = {
  Datacenter: 0,
  Folder: 45,
  ClusterComputeResource: 285,
  ComputeResource: 320,
  HostSystem: 150,
  ResourcePool: 25,
  VirtualApp: 345,
  Datastore: 40,
  StoragePod: 65,
  Network: 175,
  DistributedVirtualPortgroup: 195,
  DistributedVirtualSwitch: 265,
  VirtualMachine: 215,
  Template: 100,
};
