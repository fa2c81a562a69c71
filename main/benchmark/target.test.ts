import { describe, expect, it } from 'vitest';
import { demoLogin, describeEstate, vcenterLogin } from './target.ts';

const SERVER = { apiVersion: '8.0.2.0', instanceUuid: 'b9c667d9' };
const VCENTER = {
  kind: 'vcenter' as const,
  label: 'vc.example',
  source: {
    kind: 'vcenter' as const,
    server: 'https://vc.example/sdk',
    user: 'me',
    password: 'hunter2',
    datacenters: ['North', 'East'],
  },
  insecure: true,
};
const DEMO = { kind: 'demo', vms: 12_000, seed: 3 } as const;

describe('an estate', () => {
  it('of the demo is known by its size and seed', () => {
    const estate = { kind: 'demo', label: 'Demo estate, 12,000 VMs', key: 'demo 12000 seed 3', vms: 12_000 };
    expect(describeEstate(DEMO, undefined)).toEqual({ ...estate, apiVersion: '' });
    expect(describeEstate(DEMO, { server: SERVER, counts: {} })).toEqual({ ...estate, apiVersion: '8.0.2.0' });
  });

  it('of a vCenter is known by its identity and the datacenters, in whichever order they were named', () => {
    const seen = { server: SERVER, counts: { VirtualMachine: 77, Template: 2 } };
    expect(describeEstate(VCENTER, seen)).toEqual({
      kind: 'vcenter',
      label: 'vc.example',
      key: 'b9c667d9 East, North',
      apiVersion: '8.0.2.0',
      vms: 77,
    });
    const all = { ...VCENTER, source: { ...VCENTER.source, datacenters: [] } };
    expect(describeEstate(all, seen).key).toBe('b9c667d9 all datacenters');
    expect(describeEstate(all, undefined).key).toBe('https://vc.example/sdk all datacenters');
  });

  it('never shows the password, which the runs are given', () => {
    expect(JSON.stringify(describeEstate(VCENTER, undefined))).not.toContain('hunter2');
    expect(vcenterLogin(VCENTER)).toEqual({
      server: 'https://vc.example/sdk',
      user: 'me',
      password: 'hunter2',
      datacenters: ['North', 'East'],
      insecure: true,
    });
    expect(demoLogin({ url: 'http://127.0.0.1:1/sdk', user: 'u', password: 'p' })).toMatchObject({
      server: 'http://127.0.0.1:1/sdk',
      insecure: false,
    });
  });
});
