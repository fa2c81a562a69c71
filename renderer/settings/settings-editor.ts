import { createStore, type StoreApi } from 'zustand/vanilla';
import type { HeapsphereBridge } from '../../shared/contract.ts';
import type { ErrorData } from '../../shared/errors.ts';
import type { SettingView } from '../../shared/settings.ts';
import { textOf } from './setting-text.ts';

/** Settings to change, by key, as text; null goes back to the default. */
export type SettingChanges = Readonly<Record<string, string | null>>;

type ByKey<T> = Readonly<Partial<Record<string, T>>>;

export interface SettingsState {
  /** Undefined until main answered. */
  readonly views: readonly SettingView[] | undefined;
  /** Why the list could not be read. */
  readonly error: ErrorData | undefined;
  /** Texts that were typed and are not saved: not yet, or because they are not allowed. */
  readonly drafts: ByKey<string>;
  /** Why a change was not saved. */
  readonly errors: ByKey<ErrorData>;
}

function without<T>(record: ByKey<T>, keys: readonly string[]): ByKey<T> {
  return Object.fromEntries(Object.entries(record).filter(([key]) => !keys.includes(key)));
}

/** The settings as main has them, and what is being typed over them. A text that main refuses stays, with the reason. */
export class SettingsEditor {
  readonly store: StoreApi<SettingsState> = createStore<SettingsState>(() => ({
    views: undefined,
    error: undefined,
    drafts: {},
    errors: {},
  }));
  readonly #bridge: HeapsphereBridge;
  readonly #saving = new Set<Promise<unknown>>();

  constructor(bridge: HeapsphereBridge) {
    this.#bridge = bridge;
  }

  async read(): Promise<void> {
    const envelope = await this.#bridge.requests['settings:list']({});
    if (envelope.ok) this.store.setState({ views: envelope.value, error: undefined });
    else this.store.setState({ error: envelope.error });
  }

  /** Keeps what is typed into a field, without saving it. */
  type(key: string, text: string): void {
    this.store.setState(({ drafts }) => ({ drafts: { ...drafts, [key]: text } }));
  }

  /** Drops what was typed into a field, and what was wrong with it. */
  discard(key: string): void {
    this.store.setState(({ drafts, errors }) => ({ drafts: without(drafts, [key]), errors: without(errors, [key]) }));
  }

  /** Saves what was typed into a field; an empty one goes back to the default. */
  async commit(key: string): Promise<void> {
    const { drafts, views } = this.store.getState();
    const text = drafts[key]?.trim();
    if (text === undefined) return;
    if (text === textOf(views?.find((view) => view.key === key)?.value ?? null)) this.discard(key);
    else await this.save({ [key]: text === '' ? null : text });
  }

  /** Saves changes, all or none. Gives the error that stands beside its field then, undefined when all went well. */
  save(changes: SettingChanges): Promise<ErrorData | undefined> {
    const saving = this.#save(changes).finally(() => this.#saving.delete(saving));
    this.#saving.add(saving);
    return saving;
  }

  /** Resolves once nothing is being saved. */
  async settled(): Promise<void> {
    while (this.#saving.size > 0) await Promise.allSettled(this.#saving);
  }

  async #save(changes: SettingChanges): Promise<ErrorData | undefined> {
    const keys = Object.keys(changes);
    const { drafts: sent } = this.store.getState();
    const envelope = await this.#bridge.requests['settings:update']({ changes });
    if (envelope.ok) {
      this.store.setState(({ drafts, errors }) => ({
        views: envelope.value,
        // What was typed meanwhile is not saved yet.
        drafts: without(
          drafts,
          keys.filter((key) => drafts[key] === sent[key]),
        ),
        errors: without(errors, keys),
      }));
      return undefined;
    }
    const { error } = envelope;
    const concerned = keys.filter((key) => error.field === undefined || key === error.field);
    this.store.setState(({ errors }) => ({
      errors: { ...without(errors, keys), ...Object.fromEntries(concerned.map((key) => [key, error])) },
    }));
    return error;
  }
}
