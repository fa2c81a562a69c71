import { at } from '../estate/dice.ts';
import { portgroupName, switchName, vlanOf } from '../estate/infrastructure-names.ts';
import { type Reference, reference } from '../estate/kinds.ts';
import { indexesOf, portgroupsOf, switchOfCompute, switchOfPortgroup } from '../estate/placement.ts';
import { type DatacenterPlan, datacenterOf, type Estate } from '../estate/shape.ts';
import { data, type Item, list } from '../model/data-object.ts';
import { ManagedModel } from '../model/managed-model.ts';
import { DAY, isoTime, OBSERVED_AT } from './clock.ts';
import { EntityFacts, entityProperties, referencesTo } from './entity-facts.ts';
import { machinesIn } from './network.ts';
import { portgroupKey, switchUuid } from './network-identity.ts';

const QUESTION = { ports: 100, type: 101, backing: 102, segment: 103, created: 104 } as const;

/** Hosts that are members of a switch. */
function membersOf(estate: Estate, datacenter: DatacenterPlan, distributedSwitch: number): readonly Reference[] {
  return [...indexesOf(datacenter.computes)]
    .map((position) => at(estate.computes, position))
    .filter((compute) => compute.kind === 'cluster' && switchOfCompute(datacenter, compute) === distributedSwitch)
    .flatMap((compute) => referencesTo('host', indexesOf(compute.hosts)));
}

const policy = (type: string, value: string | boolean | number) => data<unknown>(type, { inherited: false, value });

export class PortgroupFacts extends EntityFacts {
  readonly datacenter: DatacenterPlan;
  readonly distributedSwitch: number;

  constructor(estate: Estate, index: number) {
    super(estate, 'portgroup', index);
    this.datacenter = datacenterOf(estate, 'portgroups', index);
    this.distributedSwitch = switchOfPortgroup(this.datacenter, index);
  }

  get name(): string {
    return portgroupName(this.estate, this.index);
  }

  /** 0 on the uplink group. */
  get vlan(): number {
    return vlanOf(this.estate, this.index);
  }

  get isUplink(): boolean {
    return this.vlan === 0;
  }

  get numPorts(): number {
    return this.isUplink
      ? membersOf(this.estate, this.datacenter, this.distributedSwitch).length * 2
      : this.dice.pick(QUESTION.ports, [8, 8, 16, 32, 128]);
  }

  get binding(): string {
    return this.isUplink
      ? 'earlyBinding'
      : this.dice.pick(QUESTION.type, ['earlyBinding', 'earlyBinding', 'earlyBinding', 'ephemeral']);
  }

  /** Some groups belong to a network virtualisation and carry its segment. */
  get isSegment(): boolean {
    return !this.isUplink && this.dice.chance(QUESTION.backing, 150);
  }
}

const VLAN = data<PortgroupFacts>('VmwareDistributedVirtualSwitchVlanIdSpec', {
  inherited: false,
  vlanId: (group) => group.vlan,
});
const SECURITY = data<unknown>('DVSSecurityPolicy', {
  inherited: false,
  allowPromiscuous: policy('BoolPolicy', false),
  macChanges: policy('BoolPolicy', false),
  forgedTransmits: policy('BoolPolicy', false),
});
const TEAMING = data<unknown>('VmwareUplinkPortTeamingPolicy', {
  inherited: false,
  policy: policy('StringPolicy', 'loadbalance_srcid'),
  reversePolicy: policy('BoolPolicy', true),
  notifySwitches: policy('BoolPolicy', true),
  rollingOrder: policy('BoolPolicy', false),
  uplinkPortOrder: data('VMwareUplinkPortOrderPolicy', {
    inherited: false,
    activeUplinkPort: ['Uplink 1'],
    standbyUplinkPort: ['Uplink 2'],
  }),
});

export const PORTGROUP = new ManagedModel<PortgroupFacts>('DistributedVirtualPortgroup', {
  ...entityProperties<PortgroupFacts>((group) => group.name),
  summary: data<PortgroupFacts>('NetworkSummary', {
    network: (group) => group.self,
    name: (group) => group.name,
    accessible: true,
    ipPoolName: '',
  }),
  host: (group) => membersOf(group.estate, group.datacenter, group.distributedSwitch),
  vm: (group) => machinesIn(group.estate, group.datacenter, 'portgroup', group.index),
  key: (group) => portgroupKey(group.index),
  portKeys: (group) => Array.from({ length: group.numPorts }, (_, port) => String(group.index * 128 + port)),
  config: data<PortgroupFacts>('DVPortgroupConfigInfo', {
    key: (group) => portgroupKey(group.index),
    name: (group) => group.name,
    numPorts: (group) => group.numPorts,
    distributedVirtualSwitch: (group) => reference('distributedSwitch', group.distributedSwitch),
    defaultPortConfig: data<PortgroupFacts>('VMwareDVSPortSetting', {
      blocked: policy('BoolPolicy', false),
      vlan: VLAN,
      uplinkTeamingPolicy: TEAMING,
      securityPolicy: SECURITY,
      ipfixEnabled: policy('BoolPolicy', false),
      txUplink: policy('BoolPolicy', false),
    }),
    description: '',
    type: (group) => group.binding,
    backingType: (group) => (group.isSegment ? 'nsx' : 'standard'),
    policy: data('VMwareDVSPortgroupPolicy', {
      blockOverrideAllowed: true,
      shapingOverrideAllowed: false,
      vendorConfigOverrideAllowed: false,
      livePortMovingAllowed: false,
      portConfigResetAtDisconnect: true,
      vlanOverrideAllowed: false,
    }),
    configVersion: '0',
    autoExpand: (group) => !group.isUplink,
    uplink: (group) => group.isUplink,
    segmentId: (group) => (group.isSegment ? `/infra/segments/${group.dice.uuid(QUESTION.segment)}` : undefined),
  }),
});

export class SwitchFacts extends EntityFacts {
  readonly datacenter: DatacenterPlan;

  constructor(estate: Estate, index: number) {
    super(estate, 'distributedSwitch', index);
    this.datacenter = datacenterOf(estate, 'switches', index);
  }

  get name(): string {
    return switchName(this.estate, this.index);
  }

  get uuid(): string {
    return switchUuid(this.estate, this.index);
  }

  get portgroups(): readonly number[] {
    return [...indexesOf(portgroupsOf(this.datacenter, this.index))];
  }

  get hosts(): readonly Reference[] {
    return membersOf(this.estate, this.datacenter, this.index);
  }

  get numPorts(): number {
    return this.portgroups.reduce((sum, index) => sum + new PortgroupFacts(this.estate, index).numPorts, 0);
  }
}

const PRODUCT = data<SwitchFacts>('DistributedVirtualSwitchProductSpec', {
  name: 'DVS',
  vendor: 'VMware, Inc.',
  version: (one) => ['8.0.0', '7.0.3', '7.0.0'][one.index % 3],
  build: '22385739',
  forwardingClass: 'etherswitch',
});

export const DISTRIBUTED_SWITCH = new ManagedModel<SwitchFacts>('VmwareDistributedVirtualSwitch', {
  ...entityProperties<SwitchFacts>((one) => one.name),
  uuid: (one) => one.uuid,
  capability: data('DVSCapability', {
    dvsOperationSupported: true,
    dvPortGroupOperationSupported: true,
    dvPortOperationSupported: true,
  }),
  summary: data<SwitchFacts>('DVSSummary', {
    name: (one) => one.name,
    uuid: (one) => one.uuid,
    numPorts: (one) => one.numPorts,
    productInfo: PRODUCT,
    hostMember: (one) => one.hosts,
    host: (one) => one.hosts,
    portgroupName: (one) => one.portgroups.map((index) => portgroupName(one.estate, index)),
    description: '',
    contact: data('DVSContactInfo', { name: 'Network team', contact: 'network@example.net' }),
    numHosts: (one) => one.hosts.length,
  }),
  config: data<SwitchFacts>('VMwareDVSConfigInfo', {
    uuid: (one) => one.uuid,
    name: (one) => one.name,
    numStandalonePorts: 0,
    numPorts: (one) => one.numPorts,
    maxPorts: 2_147_483_647,
    uplinkPortPolicy: data('DVSNameArrayUplinkPortPolicy', { uplinkPortName: ['Uplink 1', 'Uplink 2'] }),
    uplinkPortgroup: (one) => referencesTo('portgroup', one.portgroups.slice(0, 1)),
    productInfo: PRODUCT,
    extensionKey: 'com.vmware.vcIntegrity',
    policy: data('DVSPolicy', {
      autoPreInstallAllowed: false,
      autoUpgradeAllowed: false,
      partialUpgradeAllowed: false,
    }),
    configVersion: (one) => String(one.dice.below(QUESTION.ports, 400)),
    createTime: (one) => isoTime(OBSERVED_AT - one.dice.between(QUESTION.created, 200, 3000) * DAY),
    networkResourceManagementEnabled: true,
    defaultProxySwitchMaxNumPorts: 2_147_483_647,
    pvlanConfig: list('VMwareDVSPvlanMapEntry', []),
    maxMtu: (one) => (one.index % 2 === 0 ? 9000 : 1500),
    linkDiscoveryProtocolConfig: data('LinkDiscoveryProtocolConfig', { protocol: 'cdp', operation: 'listen' }),
    lacpApiVersion: 'multipleLag',
    multicastFilteringMode: 'legacyFiltering',
  }),
  networkResourcePool: list('DVSNetworkResourcePool', []),
  portgroup: (one) => referencesTo('portgroup', one.portgroups),
  runtime: data<SwitchFacts>('DVSRuntimeInfo', {
    hostMemberRuntime: list<SwitchFacts>('HostMemberRuntimeInfo', (one): readonly Item[] =>
      one.hosts.map((host) => MEMBER.item(host)),
    ),
  }),
});
const MEMBER = data<Reference>('HostMemberRuntimeInfo', { host: (host) => host, status: 'up' });
