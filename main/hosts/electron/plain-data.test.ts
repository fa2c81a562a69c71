import { expect, test } from 'vitest';
import { objectionTo } from './plain-data.ts';

const LIMIT = 1000;

test('what JSON can say, and undefined, may pass', () => {
  for (const value of [undefined, null, true, 1, 'text', [], {}, { a: [1, { b: 'c' }], d: undefined }]) {
    expect(objectionTo(value, LIMIT), JSON.stringify(value)).toBeUndefined();
  }
});

test('characters count two bytes and every value eight', () => {
  expect(objectionTo('x'.repeat(496), LIMIT)).toBeUndefined();
  expect(objectionTo('x'.repeat(497), LIMIT)).toMatch(/larger than 1000 bytes/);
  expect(objectionTo(Array(124).fill(0), LIMIT)).toBeUndefined();
  expect(objectionTo(Array(125).fill(0), LIMIT)).toMatch(/larger/);
});

test('names of fields count as well', () => {
  expect(objectionTo({ ['x'.repeat(500)]: 1 }, LIMIT)).toMatch(/larger/);
});

test('a huge array costs no more than the limit', () => {
  expect(objectionTo(new Array(2 ** 31), LIMIT)).toMatch(/larger/);
});

test.each([
  ['bytes', new Uint8Array(1)],
  ['a buffer', new ArrayBuffer(1)],
  ['a map', new Map()],
  ['a date', new Date(0)],
  ['a big integer', 1n],
  ['an error', new Error('x')],
  ['one of them deep inside', { a: [{ b: new Set() }] }],
])('%s is not plain data', (_what, value) => {
  expect(objectionTo(value, LIMIT)).toBe('are not plain data');
});

test('a cycle and deep nesting end', () => {
  const cycle: { self?: unknown } = {};
  cycle.self = cycle;
  expect(objectionTo(cycle, LIMIT)).toMatch(/nested/);
  let deep: unknown = 0;
  for (let level = 0; level < 100; level += 1) deep = [deep];
  expect(objectionTo(deep, LIMIT)).toMatch(/nested/);
});
