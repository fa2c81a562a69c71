import { datastoreName } from '../estate/infrastructure-names.ts';
import { datacenterCode } from '../estate/names.ts';
import { indexesOf } from '../estate/placement.ts';
import { type DataObject, data, type Item, list } from '../model/data-object.ts';
import type { HostFacts } from './host-facts.ts';
import { HOST_NETWORK } from './host-network.ts';
import { productInfo } from './host-product.ts';
import { HOST_STORAGE } from './host-storage.ts';

const SERVICES: readonly Item[] = [
  ['DCUI', 'Direct Console UI', true, 'on'],
  ['TSM', 'ESXi Shell', false, 'off'],
  ['TSM-SSH', 'SSH', false, 'off'],
  ['attestd', 'attestd', false, 'off'],
  ['kmxd', 'kmxd', false, 'off'],
  ['lbtd', 'Load-Based Teaming Daemon', true, 'on'],
  ['lwsmd', 'Active Directory Service', false, 'off'],
  ['ntpd', 'NTP Daemon', true, 'on'],
  ['pcscd', 'PC/SC Smart Card Daemon', false, 'off'],
  ['slpd', 'slpd', false, 'off'],
  ['snmpd', 'SNMP Server', true, 'on'],
  ['vmsyslogd', 'Syslog Server', true, 'on'],
  ['vpxa', 'VMware vCenter Agent', true, 'on'],
].map(([key = '', label = '', runs = false, policy = '']) =>
  data('HostService', {
    key,
    label,
    required: key === 'vmsyslogd',
    uninstallable: false,
    running: runs,
    ruleset: [],
    policy,
  }).item(undefined),
);

const OPTIONS: readonly (readonly [string, string | number])[] = [
  ['Mem.ShareForceSalting', 2],
  ['Mem.AllocGuestLargePage', 1],
  ['Net.TcpipHeapSize', 32],
  ['Net.TcpipHeapMax', 1536],
  ['NFS.MaxVolumes', 256],
  ['NFS.HeartbeatMaxFailures', 10],
  ['Disk.DiskMaxIOSize', 32_767],
  ['Disk.UseDeviceReset', 1],
  ['VMFS3.HardwareAcceleratedLocking', 1],
  ['DataMover.HardwareAcceleratedMove', 1],
  ['DataMover.HardwareAcceleratedInit', 1],
  ['UserVars.ESXiShellTimeOut', 900],
  ['UserVars.SuppressShellWarning', 0],
  ['Security.AccountLockFailures', 5],
  ['Security.AccountUnlockTime', 900],
  ['Misc.LogToFile', 1],
  ['Syslog.global.logHost', 'udp://syslog.example.net:514'],
  ['Syslog.global.logDir', '[] /scratch/log'],
  ['Annotations.WelcomeMessage', ''],
  ['Power.CpuPolicy', 'Balanced'],
  ['Config.HostAgent.log.level', 'info'],
  ['Vpx.Vpxa.config.log.level', 'info'],
];

const FEATURES: readonly Item[] = [
  '3DNOW',
  'AES',
  'ADX',
  'AVX',
  'AVX2',
  'AVX512F',
  'BMI1',
  'BMI2',
  'CMPXCHG16B',
  'F16C',
  'FMA',
  'FSGSBASE',
  'INVPCID',
  'MOVBE',
  'PCLMULQDQ',
  'POPCNT',
  'RDRAND',
  'RDSEED',
  'SMAP',
  'SMEP',
  'SSE3',
  'SSE41',
  'SSE42',
  'SSSE3',
  'XSAVE',
].map((name) =>
  data('HostFeatureCapability', {
    key: `cpuid.${name}`,
    featureName: `cpuid.${name}`,
    value: name === '3DNOW' ? '0' : '1',
  }).item(undefined),
);

const MOUNT = data<{ readonly host: HostFacts; readonly datastore: number }>('HostFileSystemMountInfo', {
  mountInfo: data('HostMountInfo', { accessMode: 'readWrite', mounted: true, accessible: true }),
  volume: data<{ readonly host: HostFacts; readonly datastore: number }>('HostFileSystemVolume', {
    type: 'VMFS',
    name: ({ host, datastore }) => datastoreName(host.estate, datastore),
    capacity: 10_995_116_277_760,
  }),
  vStorageSupport: 'vStorageSupported',
});

/** The whole host configuration, megabytes in life, some tens of kilobytes here. */
export const HOST_CONFIG: DataObject<HostFacts> = data<HostFacts>('HostConfigInfo', {
  host: (host) => host.self,
  product: productInfo(),
  hyperThread: data('HostHyperThreadScheduleInfo', { available: true, active: true, config: true }),
  storageDevice: HOST_STORAGE,
  fileSystemVolume: data<HostFacts>('HostFileSystemVolumeInfo', {
    volumeTypeList: ['VMFS', 'NFS', 'NFS41', 'vsan', 'VVOL'],
    mountInfo: list<HostFacts>('HostFileSystemMountInfo', (host) =>
      Array.from(indexesOf(host.compute.datastores), (datastore) => MOUNT.item({ host, datastore })),
    ),
  }),
  network: HOST_NETWORK,
  service: data('HostServiceInfo', { service: list('HostService', SERVICES) }),
  option: list(
    'OptionValue',
    OPTIONS.map(([key, value]) => data('OptionValue', { key, value }).item(undefined)),
  ),
  dateTimeInfo: data<HostFacts>('HostDateTimeInfo', {
    timeZone: data('HostDateTimeSystemTimeZone', { key: 'UTC', name: 'UTC', description: 'UTC', gmtOffset: 0 }),
    systemClockProtocol: 'ntp',
    ntpConfig: data<HostFacts>('HostNtpConfig', {
      server: (host) => [`ntp1.${datacenterCode(host.compute.datacenter)}.example.net`, 'ntp.example.net'],
    }),
  }),
  adminDisabled: false,
  lockdownMode: (host) => (host.dice.chance(170, 300) ? 'lockdownNormal' : 'lockdownDisabled'),
  wakeOnLanCapable: false,
  featureCapability: list('HostFeatureCapability', FEATURES),
  maskedFeatureCapability: list('HostFeatureCapability', FEATURES),
});
