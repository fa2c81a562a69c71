import { PUSH_NAMES, type PushName, REQUEST_NAMES, type RequestName } from '../../shared/channels.ts';
import type { Envelope, HeapsphereBridge, PushPayload, RequestParams, RequestResult } from '../../shared/contract.ts';
import { type ErrorData, HeapsphereError } from '../../shared/errors.ts';
import { Subscriptions } from './subscriptions.ts';

/** What a test answers in main's place: a value, or the error that is thrown. */
export type Answers = {
  readonly [K in RequestName]?: (params: RequestParams<K>) => RequestResult<K> | Promise<RequestResult<K>>;
};

export interface TestBridge {
  readonly bridge: HeapsphereBridge;
  /** What was asked, in order. */
  readonly asked: readonly { readonly name: RequestName; readonly params: unknown }[];
  push<K extends PushName>(name: K, payload: PushPayload<K>): void;
  /** Resolves once everything that was answered has been taken in. */
  settled(): Promise<void>;
}

export const NOT_ANSWERED: ErrorData = { code: 'internal', message: 'The test has no answer.', action: 'Give one.' };

/** The contract with a test at its far end. */
export function testBridge(answers: Answers = {}): TestBridge {
  const asked: { name: RequestName; params: unknown }[] = [];
  const subscriptions = new Subscriptions(() => {});
  const ask = (name: RequestName) => async (params: unknown) => {
    asked.push({ name, params });
    const answer = answers[name] as ((params: unknown) => unknown) | undefined;
    try {
      if (answer === undefined) throw new HeapsphereError(NOT_ANSWERED);
      return { ok: true, value: await answer(params) } as Envelope<unknown>;
    } catch (error) {
      return { ok: false, error: HeapsphereError.dataOf(error) } as Envelope<unknown>;
    }
  };
  const listen = (name: PushName) => (listener: (payload: unknown) => void) => subscriptions.add(name, listener);
  return {
    bridge: {
      requests: Object.fromEntries(REQUEST_NAMES.map((name) => [name, ask(name)])) as HeapsphereBridge['requests'],
      pushes: Object.fromEntries(PUSH_NAMES.map((name) => [name, listen(name)])) as HeapsphereBridge['pushes'],
    },
    asked,
    push: (name, payload) => subscriptions.emit(name, payload),
    settled: () => new Promise((resolve) => setTimeout(resolve, 0)),
  };
}
