import {
  type BenchmarkRecord,
  type BenchmarkSummary,
  benchmarkRecordSchema,
} from '../../shared/benchmark/benchmark-view.ts';

/** Many times what the largest benchmark takes. */
const MAX_CHARACTERS = 64 * 1024 * 1024;

/** A record out of the text of its file, or of a report that holds one. Throws RangeError with what is wrong with it. */
export function parseRecord(text: string): BenchmarkRecord {
  if (text.length > MAX_CHARACTERS) throw new RangeError(`it is larger than ${MAX_CHARACTERS} characters`);
  const json = parseJson(text);
  const inReport = typeof json === 'object' && json !== null && 'record' in json ? json.record : json;
  const parsed = benchmarkRecordSchema.safeParse(inReport);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new RangeError(`${issue?.path.join('.') || 'the file'}: ${issue?.message ?? 'not understood'}`);
}

/** A record as a line of the history. */
export function summaryOf(record: BenchmarkRecord): Omit<BenchmarkSummary, 'isBaseline'> {
  const { id, phase, createdAt, endedAt, suite, resources, runs, estate, results } = record;
  return {
    id,
    phase,
    createdAt,
    endedAt,
    suite,
    resources,
    runs,
    estate: estate.label,
    comparableKey: `${estate.key} | ${suite} | ${resources}`,
    finishedRuns: results.length,
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new RangeError('it is not JSON');
  }
}
