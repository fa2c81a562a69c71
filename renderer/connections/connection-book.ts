import { createStore, type StoreApi } from 'zustand/vanilla';
import type { ConnectionDraft, ConnectionsView } from '../../shared/connections-view.ts';
import type { Envelope, HeapsphereBridge } from '../../shared/contract.ts';
import type { ErrorData } from '../../shared/errors.ts';

export interface ConnectionBookState {
  /** Undefined until main answered for the first time. */
  readonly view: ConnectionsView | undefined;
  /** Why the list could not be read. */
  readonly error: ErrorData | undefined;
}

/** The saved connections, as main keeps them. */
export class ConnectionBook {
  readonly store: StoreApi<ConnectionBookState> = createStore<ConnectionBookState>(() => ({
    view: undefined,
    error: undefined,
  }));
  readonly #bridge: HeapsphereBridge;

  constructor(bridge: HeapsphereBridge) {
    this.#bridge = bridge;
  }

  /** Another window or program may have changed them since. */
  async read(): Promise<void> {
    const envelope = await this.#bridge.requests['connections:list']({});
    if (envelope.ok) this.store.setState({ view: envelope.value, error: undefined });
    else this.store.setState({ error: envelope.error });
  }

  /** Resolves to the connection's id. */
  async save(draft: ConnectionDraft, id: string | undefined): Promise<Envelope<string>> {
    const params = id === undefined ? { draft } : { id, draft };
    const envelope = await this.#bridge.requests['connections:save'](params);
    if (!envelope.ok) return envelope;
    this.store.setState({ view: envelope.value.view, error: undefined });
    return { ok: true, value: envelope.value.id };
  }

  remove(id: string): Promise<Envelope<null>> {
    return this.#taken(this.#bridge.requests['connections:remove']({ id }));
  }

  forgetPassword(id: string): Promise<Envelope<null>> {
    return this.#taken(this.#bridge.requests['connections:forget-password']({ id }));
  }

  async #taken(answer: Promise<Envelope<ConnectionsView>>): Promise<Envelope<null>> {
    const envelope = await answer;
    if (!envelope.ok) return envelope;
    this.store.setState({ view: envelope.value, error: undefined });
    return { ok: true, value: null };
  }
}
