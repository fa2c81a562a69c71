/** Numbers as people read them. Everything here takes wire units and returns display text. */

const BINARY = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB'] as const;

/** Bytes as a binary multiple with three significant digits: 1610612736 -> "1.50 GiB". */
export function formatBytes(bytes: number): string {
  let value = Math.abs(bytes);
  let unit = 0;
  // By what the value is rounded to: 1023.9 KiB is 1.00 MiB and not 1024 KiB.
  while (value >= (unit === 0 ? 1024 : 1023.5) && unit < BINARY.length - 1) {
    value /= 1024;
    unit += 1;
  }
  const digits = unit === 0 || value >= 99.95 ? 0 : value >= 9.995 ? 1 : 2;
  return `${bytes < 0 ? '-' : ''}${value.toFixed(digits)} ${BINARY[unit]}`;
}

/** vSphere megabytes (2^20 bytes) as a binary multiple. */
export function formatMegabytes(megabytes: number): string {
  return formatBytes(megabytes * 1024 * 1024);
}

/** MHz below 10 GHz, GHz above: 2400 -> "2,400 MHz", 153600 -> "153.6 GHz". */
export function formatMegahertz(megahertz: number): string {
  return megahertz >= 10_000 ? `${(megahertz / 1000).toFixed(1)} GHz` : `${formatCount(megahertz)} MHz`;
}

/** Made once: looking the locale up takes longer than formatting. */
const COUNTS = new Intl.NumberFormat('en-US');

/** Whole number with thousands separators. */
export function formatCount(count: number): string {
  return COUNTS.format(count);
}

/** Length of time from seconds, two units at most: 93784 -> "1 d 2 h", 0.42 -> "0.4 s". */
export function formatDuration(seconds: number): string {
  if (seconds < 10) return `${seconds.toFixed(1)} s`;
  if (seconds < 60) return `${Math.round(seconds)} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes} min ${Math.floor(seconds % 60)} s`;
  const hours = Math.floor(minutes / 60);
  if (hours < 24) return `${hours} h ${minutes % 60} min`;
  return `${Math.floor(hours / 24)} d ${hours % 24} h`;
}

/** Length of time from milliseconds, three significant digits below a hundred seconds: 12.34 -> "12.3 ms", 4210 -> "4.21 s". */
export function formatMilliseconds(milliseconds: number): string {
  if (milliseconds >= 99_950) return formatDuration(milliseconds / 1000);
  // By what the value is rounded to, as for bytes.
  const [value, unit] = milliseconds >= 999.5 ? [milliseconds / 1000, 's'] : [milliseconds, 'ms'];
  const digits = value === 0 || value >= 99.95 ? 0 : value >= 9.995 ? 1 : 2;
  return `${value.toFixed(digits)} ${unit}`;
}

/** How long ago a moment was, both in milliseconds since the epoch: "just now", "3 min ago". */
export function formatAgo(then: number, now: number): string {
  const seconds = Math.max(0, (now - then) / 1000);
  if (seconds < 10) return 'just now';
  if (seconds < 60) return `${Math.floor(seconds)} s ago`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min ago`;
  if (seconds < 86_400) return `${Math.floor(seconds / 3600)} h ago`;
  return `${Math.floor(seconds / 86_400)} d ago`;
}
