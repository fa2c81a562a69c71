import { describe, expect, it } from 'vitest';
import { node } from './hierarchy-fixture.ts';
import { detailText, nodeLabel, nodeName, shownName } from './node-text.ts';

describe('the name of a node', () => {
  const deceiving = node('VirtualMachine:vm-1', { name: 'a%2f\u202eb', guest: 'Linux\u200b 6' });

  it('is shown with what is not seen in it, and looked for as it came', () => {
    expect(shownName(deceiving)).toBe('a/‹U+202E›b');
    expect(detailText(deceiving)).toBe('Linux‹U+200B› 6');
    expect(nodeLabel(deceiving)).toBe('a/‹U+202E›b, Linux‹U+200B› 6, VM');
    expect(nodeName(deceiving)).toBe('a/\u202eb');
  });

  it('is the id where the server did not tell one', () => {
    expect(shownName(node('VirtualMachine:vm-1', { name: null }))).toBe('vm-1');
  });
});
