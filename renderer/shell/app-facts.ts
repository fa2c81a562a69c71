import { createStore, type StoreApi } from 'zustand/vanilla';
import type { HeapsphereBridge, RequestResult } from '../../shared/contract.ts';

/** What main says of itself; undefined until it has answered. */
export type AppFacts = StoreApi<{ readonly info: RequestResult<'app:info'> | undefined }>;

/** Asks main once: none of it changes while the window is there, notices and the connection aside. */
export function readFacts(bridge: HeapsphereBridge): AppFacts {
  const store: AppFacts = createStore(() => ({ info: undefined }));
  void bridge.requests['app:info']({}).then((envelope) => {
    if (envelope.ok) store.setState({ info: envelope.value });
  });
  return store;
}
