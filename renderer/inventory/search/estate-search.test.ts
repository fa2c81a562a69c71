import { describe, expect, it } from 'vitest';
import { batch } from '../batch-fixture.ts';
import { Estate } from '../estate.ts';
import { EstateSearch } from './estate-search.ts';

function estate(): Estate {
  const subject = new Estate();
  subject.append(
    batch('HostSystem', ['h1'], { name: ['web-host'], 'summary.hardware.uuid': ['4c4c4544-0000'] }),
    'vcenter',
  );
  subject.append(
    batch('VirtualMachine', ['vm-1', 'vm-2', 'vm-3', 'vm-12', 'vm-5'], {
      name: ['cobweb', 'old-web', 'website', 'WEB', 'a%2fb'],
      'guest.ipAddress': [null, '10.0.0.7', null, null, null],
    }),
    'vcenter',
  );
  return subject;
}

function found(text: string): unknown {
  const search = new EstateSearch(estate(), text);
  expect(search.look(Number.POSITIVE_INFINITY)).toBe(true);
  return search.groups.map(({ type, hits, total }) => [
    type,
    total,
    hits.map(({ name, because }) => (because === undefined ? name : `${name}: ${because}`)),
  ]);
}

describe('EstateSearch', () => {
  it('finds names of all kinds, the whole name first, then beginnings, words and the rest', () => {
    expect(found(' Web ')).toEqual([
      ['VirtualMachine', 4, ['WEB', 'website', 'old-web', 'cobweb']],
      ['HostSystem', 1, ['web-host']],
    ]);
    expect(found('a/b')).toEqual([['VirtualMachine', 1, ['a/b']]]);
  });

  it('finds addresses, UUIDs and whole ids, and says so', () => {
    expect(found('10.0.0.')).toEqual([['VirtualMachine', 1, ['old-web: IP address 10.0.0.7']]]);
    expect(found('4C4C4544')).toEqual([['HostSystem', 1, ['web-host: UUID 4c4c4544-0000']]]);
    expect(found('vm-1')).toEqual([['VirtualMachine', 1, ['cobweb: id vm-1']]]);
    expect(found('4c4c'), 'a few digits are in too many').toEqual([]);
    expect(found('nothing')).toEqual([]);
    expect(found('  ')).toEqual([]);
  });

  it('keeps the best of many, counts all, and stops when its time is over', () => {
    const many = new Estate();
    const ids = Array.from({ length: 3000 }, (_, index) => `x${index}`);
    many.append(batch('VirtualMachine', ids, { name: ids }), 'vcenter');
    const search = new EstateSearch(many, 'x2999');
    expect(search.look(0)).toBe(false);
    while (!search.look(0));
    expect(search.groups[0]?.hits.map(({ name }) => name)).toEqual(['x2999']);
    const all = new EstateSearch(many, 'x');
    while (!all.look(0));
    expect(all.groups[0]).toMatchObject({ total: 3000 });
    expect(all.groups[0]?.hits).toHaveLength(8);
  });
});
