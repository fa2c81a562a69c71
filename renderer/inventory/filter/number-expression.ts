import type { AttributeUnit } from '../../../shared/essential-attributes.ts';

export type NumberOperator = '<' | '<=' | '=' | '>=' | '>';

export interface NumberComparison {
  readonly operator: NumberOperator;
  /** In the unit on the wire, or a share of the whole between 0 and 1. */
  readonly value: number;
  readonly isShare: boolean;
}

/** Comparisons that all have to hold, or what is wrong with the text. */
export type NumberExpression = { readonly comparisons: readonly NumberComparison[] } | { readonly problem: string };

/** vSphere means powers of 1024 throughout, whatever it calls them. */
const SIZES: Readonly<Record<string, number>> = {
  b: 1,
  ...Object.fromEntries(
    ['k', 'm', 'g', 't', 'p'].flatMap((letter, power) =>
      [letter, `${letter}b`, `${letter}ib`].map((unit) => [unit, 1024 ** (power + 1)]),
    ),
  ),
};
const UNITS: Readonly<
  Record<AttributeUnit, { readonly factors: Readonly<Record<string, number>>; readonly such: string }>
> = {
  bytes: { factors: SIZES, such: '4 GiB' },
  MB: {
    factors: Object.fromEntries(Object.entries(SIZES).map(([unit, factor]) => [unit, factor / 1024 / 1024])),
    such: '4 GiB',
  },
  MHz: { factors: { mhz: 1, ghz: 1000 }, such: '2.4 GHz' },
  s: { factors: { s: 1, min: 60, h: 3600, d: 86_400, w: 604_800 }, such: '30 d' },
};

const COMPARISON = /^(<=|>=|<|>|=)?\s*(\d[\d,]*(?:\.\d+)?|\.\d+)\s*(%|[a-z]+)?(?:\s*(?:and\b|,|;)?\s*)/i;
const RANGE = /^(\d[\d,]*(?:\.\d+)?)\s*(%|[a-z]+)?\s*\.\.\s*(\d[\d,]*(?:\.\d+)?)\s*(%|[a-z]+)?$/i;

/** An example of what can be typed for a column. */
export function exampleOf(unit: AttributeUnit | undefined, hasWhole: boolean): string {
  const such = unit === undefined ? '4' : UNITS[unit].such;
  return hasWhole ? `> ${such}, or < 10 %` : `> ${such}`;
}

function readValue(
  digits: string,
  unit: string | undefined,
  column: { readonly unit: AttributeUnit | undefined; readonly hasWhole: boolean },
): { readonly value: number; readonly isShare: boolean } | { readonly problem: string } {
  const value = Number(digits.replaceAll(',', ''));
  if (unit === '%') {
    if (column.hasWhole) return { value: value / 100, isShare: true };
    return { problem: 'This column has no whole to take a percentage of.' };
  }
  if (column.unit === undefined) {
    return unit === undefined
      ? { value, isShare: false }
      : { problem: `This column has no unit, so “${unit}” means nothing here.` };
  }
  const { factors, such } = UNITS[column.unit];
  if (unit === undefined)
    return value === 0 ? { value, isShare: false } : { problem: `Say in which unit, such as ${such}.` };
  const factor = factors[unit.toLowerCase()];
  if (factor === undefined) return { problem: `“${unit}” is no unit of this column; say it as in ${such}.` };
  return { value: value * factor, isShare: false };
}

/**
 * Reads "> 4 GiB", "< 10 %", "2..8", ">= 1 and < 5". Sizes are powers of 1024 and need a unit; a number without an
 * operator means just this number. `hasWhole` tells whether the column's values are parts of something.
 */
export function parseNumberExpression(
  text: string,
  column: { readonly unit: AttributeUnit | undefined; readonly hasWhole: boolean },
): NumberExpression {
  const trimmed = text.trim();
  if (trimmed === '') return { problem: `Type a comparison, such as ${exampleOf(column.unit, column.hasWhole)}.` };
  const range = RANGE.exec(trimmed);
  if (range !== null) {
    const [, from = '', fromUnit, to = '', toUnit] = range;
    return parseNumberExpression(`>= ${from} ${fromUnit ?? toUnit ?? ''} and <= ${to} ${toUnit ?? ''}`, column);
  }
  const comparisons: NumberComparison[] = [];
  let rest = trimmed;
  while (rest !== '') {
    const match = COMPARISON.exec(rest);
    const [whole = '', operator = '=', digits = '', unit] = match ?? [];
    const wordAnd = unit?.toLowerCase() === 'and';
    if (match === null)
      return { problem: `“${rest}” is no comparison; say it as in ${exampleOf(column.unit, column.hasWhole)}.` };
    const value = readValue(digits, wordAnd ? undefined : unit, column);
    if ('problem' in value) return value;
    comparisons.push({ operator: operator as NumberOperator, ...value });
    rest = rest.slice(whole.length);
  }
  return { comparisons };
}

/** Whether a value holds against a comparison; NaN never does. */
export function compares({ operator, value }: NumberComparison, actual: number): boolean {
  switch (operator) {
    case '<':
      return actual < value;
    case '<=':
      return actual <= value;
    case '=':
      return actual === value;
    case '>=':
      return actual >= value;
    case '>':
      return actual > value;
  }
}
