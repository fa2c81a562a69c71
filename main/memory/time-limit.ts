import { HeapsphereError } from '../../shared/errors.ts';

/**
 * The answer of an isolate, or HeapsphereError `usage` when it is too busy to give one in time.
 * @param late gets an answer that comes after that
 */
export async function inTime<T>(
  answer: Promise<T>,
  isolate: string,
  limitMs: number,
  late: (answer: T) => void = () => {},
): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      answer.then(late, () => {});
      reject(tooBusy(isolate, limitMs));
    }, limitMs);
  });
  try {
    return await Promise.race([answer, tooLate]);
  } finally {
    clearTimeout(timer);
  }
}

function tooBusy(isolate: string, limitMs: number): HeapsphereError {
  return new HeapsphereError({
    code: 'usage',
    message: `${isolate} is busy and did not answer within ${Math.round(limitMs / 1000)} s.`,
    action: 'Try again when its work is done.',
  });
}
