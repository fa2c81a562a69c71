import type { BenchmarkOrder, BenchmarkSuite } from '../../shared/benchmark/benchmark-view.ts';
import { formatCount } from '../../shared/units.ts';
import { type OptionsDraft, optionsOf, sameOptions } from './options-draft.ts';

export const MOST_VMS = 100_000;
export const MOST_RUNS = 50;

/** What is to be measured, as it stands in the form. */
export interface OrderDraft {
  /** `collection`: where the collection on screen reads from. */
  readonly estate: 'demo' | 'collection';
  readonly vms: string;
  readonly suite: BenchmarkSuite;
  readonly resources: BenchmarkOrder['resources'];
  readonly runs: string;
  /** What A and B have different from the settings as they are now. */
  readonly pair: Readonly<Record<PairSide, Partial<OptionsDraft>>>;
}

export type PairSide = 'a' | 'b';

export const FIRST_DRAFT: OrderDraft = {
  estate: 'demo',
  vms: '2000',
  suite: 'switches',
  resources: 'all',
  runs: '5',
  pair: { a: {}, b: {} },
};

/** Fields that can be wrong. */
export type OrderField = 'estate' | 'vms' | 'runs' | 'pair';

export interface OrderProblem {
  readonly field: OrderField;
  readonly message: string;
  readonly action: string;
}

export interface OrderContext {
  /** Id of the collection on screen. */
  readonly collectionId: string | undefined;
  /** The settings as they are now; undefined until they are known. */
  readonly current: OptionsDraft | undefined;
}

export type OrderResult =
  | { readonly ok: true; readonly order: BenchmarkOrder }
  | { readonly ok: false; readonly problem: OrderProblem };

/** The settings of A or B: those of now, with what was changed. */
export function sideOf(draft: OrderDraft, side: PairSide, current: OptionsDraft): OptionsDraft {
  return { ...current, ...draft.pair[side] };
}

/** The order that a draft stands for, or the first thing that is wrong with it. */
export function orderOf(draft: OrderDraft, context: OrderContext): OrderResult {
  const { suite, resources } = draft;
  const runs = wholeNumber(draft.runs, MOST_RUNS);
  const estate = estateOf(draft, context);
  if ('message' in estate) return { ok: false, problem: estate };
  if (runs === undefined)
    return { ok: false, problem: numberProblem('runs', draft.runs, 'a number of runs', MOST_RUNS) };
  const common = { estate, suite, resources, runs, seed: 1 };
  if (suite !== 'pair') return { ok: true, order: common };
  const pair = pairOf(draft, context);
  return 'message' in pair ? { ok: false, problem: pair } : { ok: true, order: { ...common, pair } };
}

function estateOf(
  { estate, vms }: OrderDraft,
  { collectionId }: OrderContext,
): BenchmarkOrder['estate'] | OrderProblem {
  if (estate === 'collection') {
    if (collectionId !== undefined) return { kind: 'collection', collectionId };
    return {
      field: 'estate',
      message: 'Nothing is connected.',
      action: 'Connect to a vCenter, or measure a demo estate.',
    };
  }
  const count = wholeNumber(vms, MOST_VMS);
  return count === undefined
    ? numberProblem('vms', vms, 'a number of VMs', MOST_VMS)
    : { kind: 'demo', vms: count, seed: 1 };
}

function pairOf(draft: OrderDraft, { current }: OrderContext): NonNullable<BenchmarkOrder['pair']> | OrderProblem {
  if (current === undefined) {
    return { field: 'pair', message: 'The settings are not known yet.', action: 'Wait a moment, and start again.' };
  }
  const drafts = { a: sideOf(draft, 'a', current), b: sideOf(draft, 'b', current) };
  const [a, b] = [optionsOf(drafts.a), optionsOf(drafts.b)];
  if (a === undefined || b === undefined) {
    const [name, text] = a === undefined ? ['A', drafts.a.batchSize] : ['B', drafts.b.batchSize];
    return {
      field: 'pair',
      message: `“${text}” is not a batch size of ${name}.`,
      action: 'Enter a whole number from 1 to 1,000.',
    };
  }
  if (sameOptions(a, b)) {
    return {
      field: 'pair',
      message: 'A and B would be measured the same.',
      action: 'Change at least one of their settings.',
    };
  }
  return [a, b];
}

function wholeNumber(text: string, most: number): number | undefined {
  const trimmed = text.trim();
  const value = /^[0-9]{1,9}$/.test(trimmed) ? Number(trimmed) : 0;
  return value >= 1 && value <= most ? value : undefined;
}

function numberProblem(field: OrderField, text: string, what: string, most: number): OrderProblem {
  return {
    field,
    message: `“${text}” is not ${what}.`,
    action: `Enter a whole number from 1 to ${formatCount(most)}.`,
  };
}
