import type { FromMain, Question, ToMain } from '../messages.ts';

type Answer = (question: Question) => unknown | Promise<unknown>;

/** Tells the test that has the browser. */
export function tell(message: FromMain): void {
  if (process.connected) process.send?.(message);
}

/** Hears what the test tells; questions are answered in the order in which their answers come. */
export function listen(hear: (message: Exclude<ToMain, { kind: 'ask' }>) => void, answer: Answer): void {
  process.on('message', (message: ToMain) => {
    if (message.kind !== 'ask') {
      hear(message);
      return;
    }
    const { id, question } = message;
    Promise.resolve()
      .then(() => answer(question))
      .then(
        (value) => tell({ kind: 'reply', id, value: { ok: true, value } }),
        (error: unknown) =>
          tell({
            kind: 'reply',
            id,
            value: { ok: false, error: error instanceof Error ? error.message : String(error) },
          }),
      );
  });
}
