import { usage } from './collect-source.ts';

const UNITS = { s: 1, m: 60, h: 3600, d: 86_400 } as const;
const TEXTS = [
  ['d', UNITS.d],
  ['h', UNITS.h],
  ['min', UNITS.m],
] as const;
const LEAST_SECONDS = 5;
const MOST_SECONDS = 7 * UNITS.d;

/** "15m" -> 900: seconds between two collections; undefined for "off". Throws `usage`. */
export function parseInterval(text: string): number | undefined {
  const value = text.trim().toLowerCase();
  if (value === 'off') return undefined;
  const [, digits, unit] = /^(\d{1,6})([smhd])$/.exec(value) ?? [];
  const seconds = Number(digits) * UNITS[(unit ?? 's') as keyof typeof UNITS];
  if (seconds >= LEAST_SECONDS && seconds <= MOST_SECONDS) return seconds;
  throw usage(
    `--schedule: "${text.slice(0, 40)}" is no interval.`,
    'Allowed: a whole number with s, m, h or d, from 5s to 7d, such as 15m; or off.',
  );
}

/** 900 -> "15 min": in the largest unit that it is a whole number of. */
export function intervalText(seconds: number): string {
  const [unit, length] = TEXTS.find(([, each]) => seconds % each === 0) ?? ['s', 1];
  return `${seconds / length} ${unit}`;
}
