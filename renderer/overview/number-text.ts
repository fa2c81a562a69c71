import { formatCount, formatMegahertz } from '../../shared/units.ts';

/** Over-commit as operators say it: 3.14 -> "3.1 : 1". */
export function ratioText(share: number): string {
  return `${share.toFixed(1)} : 1`;
}

/** A share of 1 in whole per cent; what is not nothing is not 0: 0.004 -> "< 1 %". */
export function percentText(share: number): string {
  if (share > 0 && share < 0.01) return '< 1 %';
  // Nothing is full before it is.
  const percent = share < 1 ? Math.min(99, Math.round(share * 100)) : Math.round(share * 100);
  return `${percent.toLocaleString('en-US')} %`;
}

/** Cycles of many cores together, from MHz: "4,234 GHz" from a thousand GHz on, where tenths tell nothing. */
export function cyclesText(megahertz: number): string {
  return megahertz >= 1e6 ? `${formatCount(Math.round(megahertz / 1000))} GHz` : formatMegahertz(megahertz);
}
