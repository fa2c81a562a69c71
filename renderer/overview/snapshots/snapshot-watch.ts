import { createStore, type StoreApi } from 'zustand/vanilla';
import type { HeapsphereBridge } from '../../../shared/contract.ts';
import type { ErrorData } from '../../../shared/errors.ts';
import type { SnapshotCheck } from '../../../shared/snapshot-view.ts';
import type { Inventory } from '../../inventory/inventory.ts';
import type { CollectionStore } from '../../shell/collection-store.ts';
import type { OpenVcenter } from '../../vcenters/open-vcenters.ts';
import { type Finding, snapshotColumns } from './snapshot-columns.ts';

export interface SnapshotsState {
  /** The running check, or the last one, of whichever collection; undefined before the first. */
  readonly check: SnapshotCheck | undefined;
  /** From the wish until main has answered. */
  readonly starting: boolean;
  /** Why a check could not be started, or its findings not be read. */
  readonly error: ErrorData | undefined;
  /** Id of the check whose findings are in the table. */
  readonly shown: string | undefined;
}

export interface SnapshotWatchOptions {
  readonly bridge: HeapsphereBridge;
  readonly collections: CollectionStore;
  readonly inventory: Inventory;
}

/** Follows main's checks of snapshots, and puts what one found into the rows of the VMs that it is about. */
export class SnapshotWatch {
  readonly store: StoreApi<SnapshotsState> = createStore<SnapshotsState>(() => ({
    check: undefined,
    starting: false,
    error: undefined,
    shown: undefined,
  }));
  readonly #options: SnapshotWatchOptions;
  readonly #ends: readonly (() => void)[];
  #fetching = false;

  constructor(options: SnapshotWatchOptions) {
    this.#options = options;
    this.#ends = [
      options.bridge.pushes['snapshots:changed']((check) => this.#hear(check)),
      options.inventory.store.subscribe((now, before) => {
        if (now.counts !== before.counts) void this.#show();
      }),
    ];
  }

  /** Reads where checks stand, for a window that was not there when one was made. */
  async refresh(): Promise<void> {
    const envelope = await this.#options.bridge.requests['snapshots:state']({});
    if (envelope.ok && envelope.value !== null) this.#hear(envelope.value);
  }

  /** Has the snapshots of a vCenter's VMs checked. */
  async start(collectionId: string): Promise<void> {
    this.store.setState({ error: undefined, starting: true });
    const envelope = await this.#options.bridge.requests['snapshots:start']({ collectionId });
    this.store.setState({ starting: false });
    if (!envelope.ok) this.store.setState({ error: envelope.error });
    // A small one may be done before the answer is here; then the push was the later word.
    else if (this.store.getState().check?.id !== envelope.value.id) this.#hear(envelope.value);
  }

  async cancel(): Promise<void> {
    const envelope = await this.#options.bridge.requests['snapshots:cancel']({});
    if (!envelope.ok) this.store.setState({ error: envelope.error });
  }

  dispose(): void {
    for (const end of this.#ends) end();
  }

  #hear(check: SnapshotCheck): void {
    this.store.setState({ check });
    void this.#show();
  }

  /** Puts the findings into the table as soon as both are whole. */
  async #show(): Promise<void> {
    const { check, shown, error } = this.store.getState();
    if (check?.phase !== 'done' || check.id === shown || error || this.#fetching || !this.#isWhole(check)) return;
    this.#fetching = true;
    try {
      const findings = await this.#findings(check.id);
      const vcenter = this.#vcenterOf(check);
      if (findings === undefined || vcenter === undefined || !this.#isCurrent(check)) return;
      const { inventory } = this.#options;
      const table = inventory.estate.table('VirtualMachine');
      const [rows, columns] = [table.rows, snapshotColumns(table, vcenter.key, findings)];
      // A task of its own: with a hundred thousand VMs either half of the work takes a while.
      await new Promise((resolve) => setTimeout(resolve, 0));
      const isSame = inventory.estate.table('VirtualMachine') === table && table.rows === rows;
      // Where rows have come or gone meanwhile, their next change is the next try.
      if (!isSame || !this.#isCurrent(check)) return;
      this.store.setState({ shown: check.id });
      inventory.annotate('VirtualMachine', columns);
    } finally {
      this.#fetching = false;
    }
  }

  #isCurrent(check: SnapshotCheck): boolean {
    return this.store.getState().check?.id === check.id && this.#isWhole(check);
  }

  #vcenterOf({ collectionId }: SnapshotCheck): OpenVcenter | undefined {
    return this.#options.collections.getState().open.find(({ collection }) => collection.id === collectionId);
  }

  /** Whether the window has all VMs of the collection that a check was about. */
  #isWhole(check: SnapshotCheck): boolean {
    const vcenter = this.#vcenterOf(check);
    if (vcenter === undefined) return false;
    const wanted = vcenter.collection.counts.VirtualMachine ?? 0;
    return this.#options.inventory.estate.isWhole('VirtualMachine', wanted, vcenter.key);
  }

  async #findings(id: string): Promise<ReadonlyMap<string, Finding> | undefined> {
    const findings = new Map<string, Finding>();
    for (let from: number | null = 0; from !== null; ) {
      const envelope: Awaited<ReturnType<HeapsphereBridge['requests']['snapshots:page']>> =
        await this.#options.bridge.requests['snapshots:page']({ id, from });
      if (!envelope.ok) {
        this.store.setState({ error: envelope.error });
        return undefined;
      }
      const { refs, counts, oldest, next } = envelope.value;
      for (const [index, ref] of refs.entries())
        findings.set(ref, { count: counts[index] ?? null, oldest: oldest[index] ?? null });
      from = next;
    }
    return findings;
  }
}
