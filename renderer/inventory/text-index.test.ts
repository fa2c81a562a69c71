import { describe, expect, it } from 'vitest';
import { PackedTexts } from './packed-texts.ts';
import { TextIndex } from './text-index.ts';

function numbered(count: number, name: (index: number) => string): PackedTexts {
  const texts = new PackedTexts();
  for (let index = 0; index < count; index += 1) texts.push(name(index));
  return texts;
}

describe('TextIndex', () => {
  it('finds every text among some that grow', () => {
    const texts = new PackedTexts();
    const index = new TextIndex(texts);
    expect(index.find('VirtualMachine:vm-0')).toBeUndefined();
    for (let row = 0; row < 5000; row += 1) texts.push(`VirtualMachine:vm-${row * 7}`);
    for (const row of [0, 1, 1023, 1024, 4999]) expect(index.find(`VirtualMachine:vm-${row * 7}`)).toBe(row);
    expect(index.find('VirtualMachine:vm-1')).toBeUndefined();
    texts.push('HostSystem:höst-1');
    texts.push('HostSystem:東京');
    expect([index.find('HostSystem:höst-1'), index.find('HostSystem:東京')]).toEqual([5000, 5001]);
  });

  it('finds a text that came twice where it came last, and one with another mark on its own', () => {
    const texts = numbered(3, (row) => ['a', 'b', 'a'][row] ?? '');
    texts.push('b', 1);
    const index = new TextIndex(texts);
    expect([index.find('a'), index.find('b'), index.find('b', 1), index.find('a', 1)]).toEqual([2, 1, 3, undefined]);
  });

  it('finds only so many of the first ones', () => {
    const index = new TextIndex(
      numbered(100, (row) => `name ${row}`),
      60,
    );
    expect([index.find('name 59'), index.find('name 60')]).toEqual([59, undefined]);
  });

  it('finds texts under their new numbers once it was told which ones are kept', () => {
    const texts = numbered(3000, (row) => `vm-${row}`);
    const index = new TextIndex(texts);
    expect(index.find('vm-2999')).toBe(2999);
    texts.push('not looked for yet');
    const runs = { rows: 2001, bounds: Uint32Array.of(1000, 3001) };
    texts.keep(runs);
    index.keep(runs);
    texts.push('vm-0');
    const found = ['vm-999', 'vm-1000', 'vm-2999', 'not looked for yet', 'vm-0'].map((text) => index.find(text));
    expect(found).toEqual([undefined, 0, 1999, 2000, 2001]);
  });
});
