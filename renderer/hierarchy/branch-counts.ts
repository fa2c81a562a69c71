import { createStore, type StoreApi } from 'zustand/vanilla';
import type { HeapsphereBridge } from '../../shared/contract.ts';
import type { HierarchyMemory } from '../../shared/hierarchy-view.ts';

/** Where the branches of all trees are, as long as somebody looks. */
export class BranchCounts {
  /** Undefined until main has told. */
  readonly store: StoreApi<HierarchyMemory | undefined> = createStore<HierarchyMemory | undefined>(() => undefined);
  readonly #bridge: HeapsphereBridge;

  constructor(bridge: HeapsphereBridge) {
    this.#bridge = bridge;
  }

  /** Keeps the store up to date until the returned function is called. */
  watch(): () => void {
    const end = this.#bridge.pushes['hierarchy:memory']((memory) => this.store.setState(memory, true));
    void this.#bridge.requests['hierarchy:memory']({}).then((envelope) => {
      if (envelope.ok) this.store.setState(envelope.value, true);
    });
    return end;
  }
}
