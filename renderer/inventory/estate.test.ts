import { describe, expect, it } from 'vitest';
import { qualifyBatch } from '../vcenters/qualify-batch.ts';
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
    expect([...estate.table('HostSystem').refs]).toEqual(['HostSystem:host-a', 'HostSystem:host-b']);
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
    expect([...estate.table('HostSystem').refs]).toEqual([
      'HostSystem:host-a',
      'HostSystem:host-x',
      'HostSystem:host-y',
    ]);
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

  /** Two hosts of each of two vCenters, which gave them the same ids. */
  function twoVcenters(): Estate {
    const estate = new Estate();
    for (const key of ['a', 'b']) {
      const came = qualifyBatch(hosts('1', '2'), { key, label: `vc-${key}` });
      const columns = { ...came.columns, name: [`${key}-1`, `${key}-2`] };
      estate.append({ ...came, columns }, 'vcenter', key);
    }
    return estate;
  }
  const cells = (estate: Estate, path: string) =>
    [...estate.table('HostSystem').refs].map((_, row) => estate.table('HostSystem').cell(row, path));

  it('keeps the same ids of two vCenters apart', () => {
    const estate = twoVcenters();
    expect(cells(estate, '@vcenter')).toEqual(['vc-a', 'vc-a', 'vc-b', 'vc-b']);
    expect(estate.nameOf('a/HostSystem:host-1')).toBe('a-1');
    expect(estate.nameOf('b/HostSystem:host-1')).toBe('b-1');
    expect(estate.nameOf('b/HostSystem:host-9')).toBe('host-9');
    expect(estate.typeOf('b/HostSystem:host-2')).toBe('HostSystem');
    expect(estate.typeOf('c/HostSystem:host-2')).toBeUndefined();
  });

  it('replaces the rows of one vCenter, and leaves those of the other in their order', () => {
    const estate = new Estate();
    const of = (key: string, ...names: readonly string[]) => qualifyBatch(hosts(...names), { key, label: key });
    estate.append(of('a', '1', '2'), 'earlier', 'a');
    estate.append(of('b', '1'), 'vcenter', 'b');
    estate.append(of('a', '2', '3'), 'vcenter', 'a');
    expect(estate.table('HostSystem').rows).toBe(3);
    expect(estate.replace('HostSystem', 1, 'b'), 'it has no earlier rows').toBe(false);
    expect(estate.replace('HostSystem', 2, 'a')).toBe(true);
    expect(cells(estate, 'name')).toEqual(['1', '2', '3']);
    expect(cells(estate, '@vcenter')).toEqual(['b', 'a', 'a']);
  });

  it('lets go of all of a vCenter, of its rows on the way and of its names too', () => {
    const estate = twoVcenters();
    estate.append(qualifyBatch(batch('Folder', ['f'], { name: ['vm'] }), { key: 'a', label: 'a' }), 'earlier', 'a');
    const { nameVersion } = estate;
    const folders = estate.table('Folder');
    estate.drop('b');
    expect(estate.table('Folder'), 'it had none there').toBe(folders);
    expect(cells(estate, 'name')).toEqual(['a-1', 'a-2']);
    expect(estate.nameOf('b/HostSystem:host-1')).toBe('host-1');
    expect(estate.nameVersion, 'no row that stays refers to them').toBe(nameVersion);
    estate.drop('a');
    expect([estate.table('HostSystem').rows, estate.table('Folder').rows]).toEqual([0, 0]);
    expect(estate.replace('Folder', 0, 'a'), 'nothing is on its way any more').toBe(false);
  });

  it('drops what was worked out ahead, and works out anew what has changed since', () => {
    for (const change of ['nothing', 'a new row', 'a gone row', 'a cell', 'another vCenter']) {
      const estate = twoVcenters();
      const expected = twoVcenters();
      const table = estate.table('HostSystem');
      const ahead = estate.prepareDrop(change === 'another vCenter' ? 'a' : 'b').get('HostSystem');
      expect(estate.table('HostSystem'), 'what is on screen stays').toBe(table);
      for (const each of [estate, expected]) {
        const own = (id: string) =>
          qualifyBatch(batch('HostSystem', [id], { name: ['new'] }), { key: 'a', label: 'a' });
        if (change === 'a new row') each.append(own('host-7'), 'vcenter', 'a');
        if (change === 'a gone row') each.remove('HostSystem', ['a/HostSystem:host-1']);
        if (change === 'a cell') each.patch(own('host-1'));
      }
      const mapping = estate.drop('b').get('HostSystem');
      expect(mapping === ahead, change).toBe(change === 'nothing');
      expect(mapping).toEqual(expected.drop('b').get('HostSystem'));
      expect(cells(estate, 'name')).toEqual(cells(expected, 'name'));
    }
  });

  it('tells the kind of an object, templates apart from VMs', () => {
    const estate = new Estate();
    estate.append({ ...batch('Template', [], {}), refs: ['VirtualMachine:t1'], columns: { name: ['t1'] } }, 'vcenter');
    estate.append(batch('VirtualMachine', ['v1'], { name: ['v1'] }), 'vcenter');
    expect(estate.typeOf('VirtualMachine:t1')).toBe('Template');
    expect(estate.typeOf('VirtualMachine:v1')).toBe('VirtualMachine');
    expect(estate.typeOf('VirtualMachine:gone')).toBeUndefined();
    expect(estate.typeOf('EnvironmentBrowser:e1')).toBeUndefined();
  });
});
