import { createStore, type StoreApi } from 'zustand/vanilla';
import type { HeapsphereBridge } from '../../shared/contract.ts';
import type { ShownError } from '../errors/error-details.ts';

/** Something a person should know, whichever screen is open, until they say that they do. */
export interface Notice {
  /** Two notices with the same id are one. */
  readonly id: string;
  readonly intent: 'warning' | 'danger';
  /** What happened, and what to do. */
  readonly content: ShownError;
  /** Whether something failed: then the details can be copied for a report. */
  readonly isFailure: boolean;
}

export interface NoticesState {
  readonly notices: readonly Notice[];
  /** Ids of all that were ever here: what was dismissed does not come back by being read again. */
  readonly seen: ReadonlySet<string>;
}

export type NoticeStore = StoreApi<NoticesState>;

export function createNoticeStore(): NoticeStore {
  return createStore<NoticesState>(() => ({ notices: [], seen: new Set() }));
}

/** Adds a notice at the end, or replaces the one with its id. */
export function notify(store: NoticeStore, notice: Notice): void {
  store.setState(({ notices, seen }) => ({
    notices: [...notices.filter(({ id }) => id !== notice.id), notice],
    seen: new Set([...seen, notice.id]),
  }));
}

export function dismiss(store: NoticeStore, id: string): void {
  store.setState(({ notices }) => ({ notices: notices.filter((notice) => notice.id !== id) }));
}

/** Shows what main has had to say since it started, and was not shown before. */
export async function readNotices(store: NoticeStore, bridge: HeapsphereBridge): Promise<void> {
  const envelope = await bridge.requests['app:info']({});
  if (!envelope.ok) return;
  for (const text of envelope.value.notices) {
    if (store.getState().seen.has(text)) continue;
    notify(store, { id: text, intent: 'warning', content: { message: text, action: '' }, isFailure: true });
  }
}
