import type { Sheet } from '../xlsx/sheet.ts';
import type { Workbook } from '../xlsx/workbook.ts';
import type { Column, Estate, Subject } from './column.ts';
import { type Disk, disksOf, type NetworkCard, networkCardsOf } from './devices.ts';
import { DV_SWITCH, V_CLUSTER, V_DATASTORE, V_HOST, V_RP } from './infrastructure-sheets.ts';
import { V_CPU, V_INFO, V_MEMORY, V_TOOLS } from './machine-sheets.ts';
import { V_DISK, V_NETWORK, V_SNAPSHOT } from './part-sheets.ts';
import { DV_PORT } from './port-sheet.ts';
import type { Fields, RowView } from './row-view.ts';
import { snapshotsOf } from './snapshots.ts';

/** A sheet with its columns: one row for each part of an object, or for the object itself. */
class SheetWriter<Part> {
  readonly #sheet: Sheet;
  readonly #columns: readonly Column<Subject<Part>>[];
  readonly #partsOf: (row: RowView) => readonly Part[];

  constructor(
    workbook: Workbook,
    name: string,
    columns: readonly Column<Subject<Part>>[],
    partsOf: (row: RowView) => readonly Part[],
  ) {
    this.#sheet = workbook.addSheet(
      name,
      columns.map(([title]) => title),
    );
    this.#columns = columns;
    this.#partsOf = partsOf;
  }

  async add(row: RowView, estate: Estate): Promise<void> {
    for (const part of this.#partsOf(row))
      await this.#sheet.add(this.#columns.map(([, value]) => value({ row, part }, estate)));
  }
}

/** What takes the rows of some kinds, whatever its parts are. */
export interface RowTaker {
  add(row: RowView, estate: Estate): Promise<void>;
}

export interface SheetWriters {
  /** For VMs and templates, while they come. */
  readonly machines: readonly RowTaker[];
  /** For the infrastructure, by kind, once everything is known. */
  readonly infrastructure: ReadonlyMap<RowView['type'], RowTaker>;
}

const itself = (): readonly undefined[] => [undefined];

/** Adds the sheets of objects to a workbook, in the order of RVTools. */
export function addSheets(workbook: Workbook): SheetWriters {
  const of = (name: string, columns: readonly Column<Subject>[]) => new SheetWriter(workbook, name, columns, itself);
  const machines = [
    of('vInfo', V_INFO),
    of('vCPU', V_CPU),
    of('vMemory', V_MEMORY),
    new SheetWriter<Disk>(workbook, 'vDisk', V_DISK, disksOf),
    new SheetWriter<NetworkCard>(workbook, 'vNetwork', V_NETWORK, networkCardsOf),
    new SheetWriter<Fields>(workbook, 'vSnapshot', V_SNAPSHOT, snapshotsOf),
    of('vTools', V_TOOLS),
  ];
  // A vApp is a resource pool too.
  const pools = of('vRP', V_RP);
  const clusters = of('vCluster', V_CLUSTER);
  const hosts = of('vHost', V_HOST);
  const switches = of('dvSwitch', DV_SWITCH);
  const ports = of('dvPort', DV_PORT);
  const datastores = of('vDatastore', V_DATASTORE);
  return {
    machines,
    infrastructure: new Map<RowView['type'], RowTaker>([
      ['ResourcePool', pools],
      ['VirtualApp', pools],
      ['ClusterComputeResource', clusters],
      ['HostSystem', hosts],
      ['DistributedVirtualSwitch', switches],
      ['DistributedVirtualPortgroup', ports],
      ['Datastore', datastores],
    ]),
  };
}
