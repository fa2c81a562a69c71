import { data, type Item, list } from '../model/data-object.ts';
import { isoTime } from './clock.ts';
import type { HostFacts } from './host-facts.ts';

const ID = data<readonly [key: string, label: string, value: string]>('HostSystemIdentificationInfo', {
  identifierValue: ([, , value]) => value,
  identifierType: data<readonly [string, string, string]>('ElementDescription', {
    label: ([, label]) => label,
    summary: ([, label]) => label,
    key: ([key]) => key,
  }),
});

export function identifiersOf(host: HostFacts): readonly Item[] {
  return [
    ID.item(['AssetTag', 'Asset Tag', ' ']),
    ID.item(['ServiceTag', 'Service tag', host.serial]),
    ID.item(['OemSpecificString', 'OEM specific string', host.model.vendor]),
  ];
}

const PACKAGE = data<{ readonly host: HostFacts; readonly index: number }>('HostCpuPackage', {
  index: ({ index }) => index,
  vendor: ({ host }) => (host.model.cpu.startsWith('AMD') ? 'amd' : 'intel'),
  hz: ({ host }) => host.model.mhz * 1_000_000,
  busHz: 100_000_000,
  description: ({ host }) => host.model.cpu,
  threadId: ({ host, index }) => sequence(index * host.model.coresPerSocket * 2, host.model.coresPerSocket * 2),
});

function sequence(first: number, count: number): readonly number[] {
  return Array.from({ length: count }, (_, offset) => first + offset);
}

const NODE = data<{ readonly host: HostFacts; readonly index: number }>('HostNumaNode', {
  typeId: ({ index }) => index,
  cpuID: ({ host, index }) => sequence(index * host.model.coresPerSocket * 2, host.model.coresPerSocket * 2),
  memoryRangeBegin: ({ host, index }) => Math.floor(host.memoryBytes / host.model.sockets) * index,
  memoryRangeLength: ({ host }) => Math.floor(host.memoryBytes / host.model.sockets),
});

const PCI_DEVICES: readonly (readonly [
  id: string,
  vendor: string,
  device: string,
  vendorId: number,
  deviceId: number,
  classId: number,
])[] = [
  ['0000:00:00.0', 'Intel Corporation', 'Ice Lake Memory Map/VT-d', -32634, 2466, 1536],
  ['0000:00:14.0', 'Intel Corporation', 'Lewisburg USB 3.0 xHCI Controller', -32634, -24145, 3075],
  ['0000:00:17.0', 'Intel Corporation', 'Lewisburg SATA AHCI Controller', -32634, -24190, 262],
  ['0000:03:00.0', 'Matrox Electronics Systems Ltd.', 'Integrated Matrox G200eW3 Graphics Controller', 4139, 1334, 768],
  ['0000:17:00.0', 'Broadcom', 'BCM57414 NetXtreme-E 10Gb/25Gb RDMA Ethernet Controller', 5348, 5847, 512],
  ['0000:17:00.1', 'Broadcom', 'BCM57414 NetXtreme-E 10Gb/25Gb RDMA Ethernet Controller', 5348, 5847, 512],
  ['0000:31:00.0', 'Intel Corporation', 'Ethernet Controller E810-XXV for SFP', -32634, 5531, 512],
  ['0000:31:00.1', 'Intel Corporation', 'Ethernet Controller E810-XXV for SFP', -32634, 5531, 512],
  ['0000:65:00.0', 'Emulex Corporation', 'LPe35000/LPe36000 Fibre Channel Adapter', 4319, -3328, 3076],
  ['0000:65:00.1', 'Emulex Corporation', 'LPe35000/LPe36000 Fibre Channel Adapter', 4319, -3328, 3076],
];

const PCI: readonly Item[] = PCI_DEVICES.map(([id, vendorName, deviceName, vendorId, deviceId, classId]) =>
  data('HostPciDevice', {
    id,
    classId,
    bus: Number.parseInt(id.slice(5, 7), 16),
    slot: Number.parseInt(id.slice(8, 10), 16),
    function: Number(id.slice(11)),
    vendorId,
    subVendorId: vendorId,
    vendorName,
    deviceId,
    subDeviceId: deviceId,
    deviceName,
  }).item(undefined),
);

export const HARDWARE = data<HostFacts>('HostHardwareInfo', {
  systemInfo: data<HostFacts>('HostSystemInfo', {
    vendor: (host) => host.model.vendor,
    model: (host) => host.model.name,
    uuid: (host) => host.uuid,
    otherIdentifyingInfo: list<HostFacts>('HostSystemIdentificationInfo', identifiersOf),
    serialNumber: (host) => host.serial,
  }),
  cpuPowerManagementInfo: data('HostCpuPowerManagementInfo', {
    currentPolicy: 'Balanced',
    hardwareSupport: 'Enhanced Intel SpeedStep(R)',
  }),
  cpuInfo: data<HostFacts>('HostCpuInfo', {
    numCpuPackages: (host) => host.model.sockets,
    numCpuCores: (host) => host.cores,
    numCpuThreads: (host) => host.cores * 2,
    hz: (host) => host.model.mhz * 1_000_000,
  }),
  cpuPkg: list<HostFacts>('HostCpuPackage', (host) =>
    sequence(0, host.model.sockets).map((index) => PACKAGE.item({ host, index })),
  ),
  memorySize: (host) => host.memoryBytes,
  numaInfo: data<HostFacts>('HostNumaInfo', {
    type: 'NUMA',
    numNodes: (host) => host.model.sockets,
    numaNode: list<HostFacts>('HostNumaNode', (host) =>
      sequence(0, host.model.sockets).map((index) => NODE.item({ host, index })),
    ),
  }),
  smcPresent: false,
  pciDevice: list<HostFacts>('HostPciDevice', PCI),
  biosInfo: data<HostFacts>('HostBIOSInfo', {
    biosVersion: (host) => `2.${host.dice.between(120, 8, 21)}.2`,
    releaseDate: (host) => isoTime(Date.UTC(2024, host.dice.below(121, 12), 11)),
    vendor: (host) => host.model.vendor,
  }),
});

const GREEN = data<unknown>('ElementDescription', {
  label: 'Green',
  summary: 'Sensor is operating under normal conditions',
  key: 'green',
});
const SENSORS: readonly (readonly [name: string, unit: string, type: string, low: number, high: number])[] = [
  ['System Board 1 Inlet Temp', 'Degrees C', 'temperature', 1900, 2700],
  ['Processor 1 Temp', 'Degrees C', 'temperature', 4500, 7200],
  ['Processor 2 Temp', 'Degrees C', 'temperature', 4500, 7200],
  ['System Board 1 Fan1A', 'RPM', 'fan', 620_000, 980_000],
  ['System Board 1 Fan2A', 'RPM', 'fan', 620_000, 980_000],
  ['System Board 1 Fan3A', 'RPM', 'fan', 620_000, 980_000],
  ['Power Supply 1 Voltage 1', 'Volts', 'voltage', 22_800, 24_100],
  ['Power Supply 2 Voltage 2', 'Volts', 'voltage', 22_800, 24_100],
  ['System Board 1 Pwr Consumption', 'Watts', 'power', 24_000, 68_000],
];
const SENSOR = data<{ readonly host: HostFacts; readonly number: number }>('HostNumericSensorInfo', {
  name: ({ number }) => SENSORS[number]?.[0],
  healthState: GREEN,
  currentReading: ({ host, number }) =>
    host.dice.between(130 + number, SENSORS[number]?.[3] ?? 0, SENSORS[number]?.[4] ?? 0),
  unitModifier: -2,
  baseUnits: ({ number }) => SENSORS[number]?.[1],
  rateUnits: '',
  sensorType: ({ number }) => SENSORS[number]?.[2],
  id: ({ number }) => `0.7.1.${30 + number}`,
  timeStamp: '2026-06-30T05:58:12Z',
});

/** What the sensors say; the bulk of a host's runtime. */
export const HEALTH = data<HostFacts>('HealthSystemRuntime', {
  systemHealthInfo: data<HostFacts>('HostSystemHealthInfo', {
    numericSensorInfo: list<HostFacts>('HostNumericSensorInfo', (host) =>
      SENSORS.map((_, number) => SENSOR.item({ host, number })),
    ),
  }),
  hardwareStatusInfo: data('HostHardwareStatusInfo', {
    memoryStatusInfo: list('HostHardwareElementInfo', [
      data('HostHardwareElementInfo', { name: 'Memory', status: GREEN }).item(undefined),
    ]),
    cpuStatusInfo: list(
      'HostHardwareElementInfo',
      ['CPU1', 'CPU2'].map((name) => data('HostHardwareElementInfo', { name, status: GREEN }).item(undefined)),
    ),
  }),
});
