import type { RowView } from './row-view.ts';

/** VMs of one host, cluster, pool or datastore. */
export interface Tally {
  /** VMs, templates not among them. */
  readonly machines: number;
  readonly poweredOn: number;
  /** vCPUs, and MiB of memory, of powered-on VMs. */
  readonly cpus: number;
  readonly memoryMib: number;
}

const NONE: Tally = { machines: 0, poweredOn: 0, cpus: 0, memoryMib: 0 };

/** Counts VMs by what they run and lie on, while they pass by; the infrastructure's own lists of them are never asked for. */
export class Tallies {
  readonly #byRef = new Map<string, Tally>();
  /** Whether all VMs were counted: before, and where they did not all come, numbers are unknown and not 0. */
  complete = false;

  add(machine: RowView): void {
    const on = machine.text('runtime.powerState') === 'poweredOn';
    const refs = [machine.text('runtime.host'), machine.text('resourcePool'), ...machine.texts('datastore')];
    for (const ref of refs) {
      if (ref === undefined) continue;
      const { machines, poweredOn, cpus, memoryMib } = this.#byRef.get(ref) ?? NONE;
      this.#byRef.set(ref, {
        machines: machines + 1,
        poweredOn: poweredOn + (on ? 1 : 0),
        cpus: cpus + (on ? (machine.number('config.hardware.numCPU') ?? 0) : 0),
        memoryMib: memoryMib + (on ? (machine.number('config.hardware.memoryMB') ?? 0) : 0),
      });
    }
  }

  of(ref: string): Tally | undefined {
    return this.complete ? (this.#byRef.get(ref) ?? NONE) : undefined;
  }
}
