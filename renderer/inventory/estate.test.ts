import { describe, expect, it } from 'vitest';
import { batch } from './batch-fixture.ts';
import { Estate } from './estate.ts';

const hosts = (...names: readonly string[]) =>
  batch(
    'HostSystem',
    names.map((name) => `host-${name}`),
    { name: names },
  );

describe('Estate', () => {
  it('lets a kind without earlier rows grow on screen', () => {
    const estate = new Estate();
    estate.append(hosts('a'), 'vcenter');
    estate.append(hosts('b'), 'cache');
    expect(estate.table('HostSystem').refs).toEqual(['HostSystem:host-a', 'HostSystem:host-b']);
    expect(estate.replace('HostSystem', 2)).toBe(false);
  });

  it('shows earlier rows until all rows of the refresh are here', () => {
    const estate = new Estate();
    estate.append(hosts('a', 'b'), 'earlier');
    estate.append(hosts('c'), 'earlier');
    const earlier = estate.table('HostSystem');
    estate.append(hosts('a', 'x'), 'vcenter');
    expect(estate.replace('HostSystem', 3)).toBe(false);
    expect(estate.table('HostSystem')).toBe(earlier);
    expect(earlier.rows).toBe(3);
    estate.append(hosts('y'), 'vcenter');
    expect(estate.replace('HostSystem', 3)).toBe(true);
    expect(estate.table('HostSystem').refs).toEqual(['HostSystem:host-a', 'HostSystem:host-x', 'HostSystem:host-y']);
    expect(estate.replace('HostSystem', 3)).toBe(false);
  });

  it('goes from earlier rows to none when the kind has become empty', () => {
    const estate = new Estate();
    estate.append(hosts('a'), 'earlier');
    expect(estate.replace('HostSystem', 0)).toBe(true);
    expect(estate.table('HostSystem').rows).toBe(0);
  });

  it('does not wait for rows that came and could not be read', () => {
    const estate = new Estate();
    estate.append(hosts('a', 'b', 'c'), 'earlier');
    estate.append(hosts('a'), 'vcenter');
    expect(estate.replace('HostSystem', 3)).toBe(false);
    estate.lose('HostSystem', 2);
    expect(estate.replace('HostSystem', 3)).toBe(true);
    expect(estate.table('HostSystem').rows).toBe(1);
  });

  it('keeps kinds apart', () => {
    const estate = new Estate();
    estate.append(hosts('a'), 'earlier');
    estate.append(batch('Folder', ['f'], { name: ['vm'] }), 'vcenter');
    expect(estate.table('Folder').rows).toBe(1);
    expect(estate.replace('Folder', 1)).toBe(false);
    expect(estate.table('HostSystem').rows).toBe(1);
  });

  it('resolves references from earlier rows and from those that are on their way, the newest name first', () => {
    const estate = new Estate();
    expect(estate.nameOf('HostSystem:host-a')).toBe('host-a');
    estate.append(batch('HostSystem', ['1', '2'], { name: ['esx%2f1', 'esx2'] }), 'earlier');
    expect(estate.nameOf('HostSystem:1')).toBe('esx/1');
    const before = estate.nameVersion;
    estate.append(batch('HostSystem', ['2', '3'], { name: ['esx2', 'esx3'] }), 'vcenter');
    expect(estate.nameOf('HostSystem:1')).toBe('esx/1');
    expect(estate.nameOf('HostSystem:3')).toBe('esx3');
    expect(estate.nameVersion).toBe(before + 1);
    estate.append(batch('HostSystem', ['2'], { name: ['renamed'] }), 'vcenter');
    expect(estate.nameOf('HostSystem:2')).toBe('renamed');
    expect(estate.nameVersion).toBe(before + 2);
  });

  it('does not index the names of VMs, which nothing refers to', () => {
    const estate = new Estate();
    estate.append(batch('VirtualMachine', ['vm-1'], { name: ['web'] }), 'vcenter');
    expect(estate.nameVersion).toBe(0);
    expect(estate.nameOf('VirtualMachine:vm-1')).toBe('vm-1');
  });
});
