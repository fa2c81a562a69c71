import { createStore, type StoreApi } from 'zustand/vanilla';
import type { AttributeSelection } from '../../../shared/attribute-selection.ts';
import type { HeapsphereBridge } from '../../../shared/contract.ts';
import type { ErrorData } from '../../../shared/errors.ts';

export interface AttributeEditorState {
  /** As chosen here, saved or not; undefined until main answered. */
  readonly selection: AttributeSelection | undefined;
  /** Why it could not be read, or why what was chosen is not saved. */
  readonly error: ErrorData | undefined;
}

/** The attributes chosen of every kind. Each change is saved at once; one that cannot be stays on screen to be tried again. */
export class AttributeEditor {
  readonly store: StoreApi<AttributeEditorState> = createStore<AttributeEditorState>(() => ({
    selection: undefined,
    error: undefined,
  }));
  readonly #bridge: HeapsphereBridge;
  #saving: Promise<void> | undefined;
  #unsaved = false;

  constructor(bridge: HeapsphereBridge) {
    this.#bridge = bridge;
  }

  /** Reads what main has, unless something chosen here is not saved yet. */
  async read(): Promise<void> {
    if (this.#unsaved) return;
    const envelope = await this.#bridge.requests['attributes:list']({});
    if (this.#unsaved) return;
    if (envelope.ok) this.store.setState({ selection: envelope.value, error: undefined });
    else this.store.setState({ error: envelope.error });
  }

  /** Changes the selection and saves it. */
  change(edit: (selection: AttributeSelection) => AttributeSelection): Promise<void> {
    this.store.setState(({ selection = {} }) => ({ selection: edit(selection) }));
    this.#unsaved = true;
    return this.save();
  }

  /** Saves what is chosen now; changes made meanwhile are saved after it. */
  save(): Promise<void> {
    this.#saving ??= this.#saveAll().finally(() => {
      this.#saving = undefined;
    });
    return this.#saving;
  }

  /** Resolves once nothing is being saved. */
  async settled(): Promise<void> {
    await this.#saving;
  }

  async #saveAll(): Promise<void> {
    for (;;) {
      const { selection = {} } = this.store.getState();
      const envelope = await this.#bridge.requests['attributes:update']({ selection });
      if (!envelope.ok) {
        this.store.setState({ error: envelope.error });
        return;
      }
      this.store.setState({ error: undefined });
      if (this.store.getState().selection === selection) {
        this.#unsaved = false;
        return;
      }
    }
  }
}
