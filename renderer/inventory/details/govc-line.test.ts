import { expect, it } from 'vitest';
import { columnsOf } from '../columns.ts';
import { govcLine } from './govc-line.ts';

it('asks for the properties as vCenter hands them out, each once', () => {
  const paths = ['name', 'summary.accessible', 'summary.ipPoolName', 'unknownProperty'];
  const columns = columnsOf('Network', paths);
  expect(govcLine('Network:network-7', columns)).toBe('govc collect -json Network:network-7 name summary');
  const several = columnsOf('Network', paths, true);
  expect(govcLine('Network:network-7', several), 'the vCenter is no property').toMatch(/ name summary$/);
  expect(govcLine("Network:a'b c", [])).toBe(String.raw`govc collect -json 'Network:a'\''b c'`);
});
