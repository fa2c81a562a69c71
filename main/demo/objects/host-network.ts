import { switchName } from '../estate/infrastructure-names.ts';
import { domainOf } from '../estate/names.ts';
import { data, list } from '../model/data-object.ts';
import type { HostFacts } from './host-facts.ts';
import { type Part, parts } from './host-parts.ts';
import { switchUuid } from './network-identity.ts';

const NIC_PATHS = ['0000:17:00.0', '0000:17:00.1', '0000:31:00.0', '0000:31:00.1'];
const SPEED = data<unknown>('PhysicalNicLinkInfo', { speedMb: 25_000, duplex: true });
const NIC = data<Part>('PhysicalNic', {
  key: ({ number }) => `key-vim.host.PhysicalNic-vmnic${number}`,
  device: ({ number }) => `vmnic${number}`,
  pci: ({ number }) => NIC_PATHS[number],
  driver: ({ number }) => (number < 2 ? 'bnxtnet' : 'icen'),
  linkSpeed: SPEED,
  validLinkSpecification: list('PhysicalNicLinkInfo', [
    data('PhysicalNicLinkInfo', { speedMb: 10_000, duplex: true }).item(undefined),
    SPEED.item(undefined),
  ]),
  spec: data('PhysicalNicSpec', {
    ip: data('HostIpConfig', { dhcp: false, ipAddress: '', subnetMask: '' }),
    enableEnhancedNetworkingStack: false,
  }),
  wakeOnLanSupported: false,
  mac: ({ host, number }) => macOf(host, 140 + number),
  vmDirectPathGen2Supported: false,
  resourcePoolSchedulerAllowed: true,
  autoNegotiateSupported: true,
  enhancedNetworkingStackSupported: true,
});

function macOf(host: HostFacts, question: number): string {
  const digits = host.dice.roll(question).toString(16).padStart(8, '0');
  return `bc:97:e1:${digits.slice(0, 2)}:${digits.slice(2, 4)}:${digits.slice(4, 6)}`;
}

const KERNEL_NICS = ['Management Network', 'vMotion', 'vSAN', 'Backup NFC'];
const KERNEL_NIC = data<Part>('HostVirtualNic', {
  device: ({ number }) => `vmk${number}`,
  key: ({ number }) => `key-vim.host.VirtualNic-vmk${number}`,
  portgroup: ({ number }) => KERNEL_NICS[number],
  spec: data<Part>('HostVirtualNicSpec', {
    ip: data<Part>('HostIpConfig', {
      dhcp: false,
      ipAddress: ({ host, number }) =>
        number === 0 ? host.address : host.address.replace('172.16.', `172.${17 + number}.`),
      subnetMask: '255.255.0.0',
    }),
    mac: ({ host, number }) => macOf(host, 150 + number),
    portgroup: ({ number }) => KERNEL_NICS[number],
    mtu: ({ number }) => (number === 0 ? 1500 : 9000),
    tsoEnabled: true,
    netStackInstanceKey: 'defaultTcpipStack',
  }),
  port: ({ number }) => `key-vim.host.PortGroup.Port-${100_663_300 + number}`,
});

const DNS = data<HostFacts>('HostDnsConfig', {
  dhcp: false,
  hostName: (host) => host.name.split('.', 1)[0],
  domainName: (host) => domainOf(host.compute.datacenter),
  address: (host) => [`10.${host.compute.datacenter}.0.53`, `10.${host.compute.datacenter}.1.53`],
  searchDomain: (host) => [domainOf(host.compute.datacenter), 'example.net'],
});
const ROUTES = data<HostFacts>('HostIpRouteConfig', { defaultGateway: '172.16.0.1' });
const STACK = data<HostFacts>('HostNetStackInstance', {
  key: 'defaultTcpipStack',
  name: 'defaultTcpipStack',
  dnsConfig: DNS,
  ipRouteConfig: ROUTES,
  requestedMaxNumberOfConnections: 11_000,
  congestionControlAlgorithm: 'newreno',
  ipV6Enabled: true,
});

const VSWITCH = data<HostFacts>('HostVirtualSwitch', {
  name: 'vSwitch0',
  key: 'key-vim.host.VirtualSwitch-vSwitch0',
  numPorts: 10_752,
  numPortsAvailable: 10_731,
  mtu: 1500,
  portgroup: ['key-vim.host.PortGroup-VM Network', 'key-vim.host.PortGroup-Management Network'],
  pnic: ['key-vim.host.PhysicalNic-vmnic0'],
  spec: data('HostVirtualSwitchSpec', { numPorts: 128, mtu: 1500 }),
});
const PORT_GROUP = data<readonly [name: string, vlan: number]>('HostPortGroup', {
  key: ([name]) => `key-vim.host.PortGroup-${name}`,
  vswitch: 'key-vim.host.VirtualSwitch-vSwitch0',
  computedPolicy: data('HostNetworkPolicy', {}),
  spec: data<readonly [string, number]>('HostPortGroupSpec', {
    name: ([name]) => name,
    vlanId: ([, vlan]) => vlan,
    vswitchName: 'vSwitch0',
    policy: data('HostNetworkPolicy', {}),
  }),
});
const PROXY_SWITCH = data<{ readonly host: HostFacts; readonly owner: number }>('HostProxySwitch', {
  dvsUuid: ({ host, owner }) => switchUuid(host.estate, owner),
  dvsName: ({ host, owner }) => switchName(host.estate, owner),
  key: ({ owner }) => `key-vim.host.ProxySwitch-DvsPortset-${owner}`,
  numPorts: 10_752,
  configNumPorts: 512,
  numPortsAvailable: 10_650,
  mtu: 9000,
  pnic: ['key-vim.host.PhysicalNic-vmnic2', 'key-vim.host.PhysicalNic-vmnic3'],
  networkReservationSupported: true,
});

/** Adapters, switches and addresses of a host. */
export const HOST_NETWORK = data<HostFacts>('HostNetworkInfo', {
  vswitch: list<HostFacts>('HostVirtualSwitch', (host) => [VSWITCH.item(host)]),
  proxySwitch: list<HostFacts>('HostProxySwitch', (host) =>
    host.distributedSwitch === undefined ? [] : [PROXY_SWITCH.item({ host, owner: host.distributedSwitch })],
  ),
  portgroup: list('HostPortGroup', [PORT_GROUP.item(['VM Network', 0]), PORT_GROUP.item(['Management Network', 0])]),
  pnic: list<HostFacts>('PhysicalNic', (host) => parts(host, host.nicCount).map((part) => NIC.item(part))),
  vnic: list<HostFacts>('HostVirtualNic', (host) =>
    parts(host, KERNEL_NICS.length).map((part) => KERNEL_NIC.item(part)),
  ),
  dnsConfig: DNS,
  ipRouteConfig: ROUTES,
  ipV6Enabled: true,
  atBootIpV6Enabled: true,
  netStackInstance: list<HostFacts>('HostNetStackInstance', (host) => [STACK.item(host)]),
});
