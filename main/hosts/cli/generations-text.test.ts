import { expect, test } from 'vitest';
import { ChangeLines } from './generations-text.ts';

test('lines of changes show what is not seen in names and values', () => {
  const lines = new ChangeLines();
  const values = [{ path: 'summary.config.annotation', before: 'a\u001b[2Jb', after: 'c' }];
  lines.add({
    changes: [{ kind: 'changed', type: 'VirtualMachine', ref: 'VirtualMachine:vm-1', name: 'x%2f\u202ey', values }],
    names: {},
  });
  expect(lines.lines()).toEqual(['changed  VMs: x/‹U+202E›y, summary.config.annotation: a‹U+001B›[2Jb -> c']);
});
