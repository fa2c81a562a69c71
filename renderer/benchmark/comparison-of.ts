import type { BenchmarkRecord } from '../../shared/benchmark/benchmark-view.ts';
import { type BenchmarkComparison, compare } from '../../shared/benchmark/comparison.ts';
import { type ErrorData, HeapsphereError } from '../../shared/errors.ts';

export type ComparisonResult =
  | { readonly ok: true; readonly comparison: BenchmarkComparison }
  | { readonly ok: false; readonly error: ErrorData };

/** One benchmark against another, or why they cannot be compared. */
export function comparisonOf(reference: BenchmarkRecord, record: BenchmarkRecord): ComparisonResult {
  try {
    return { ok: true, comparison: compare(reference, record) };
  } catch (error) {
    return { ok: false, error: HeapsphereError.dataOf(error) };
  }
}
