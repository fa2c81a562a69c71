import { expect, it } from 'vitest';
import { selectingClick, selectingKey } from './selecting-input.ts';

const none = { ctrlKey: false, metaKey: false, shiftKey: false };

it('reads clicks as file lists do', () => {
  expect(selectingClick(none)).toBe('only');
  expect(selectingClick({ ...none, ctrlKey: true })).toBe('toggle');
  expect(selectingClick({ ...none, metaKey: true })).toBe('toggle');
  expect(selectingClick({ ...none, shiftKey: true })).toBe('range');
});

it('reads keys, and leaves those of others alone', () => {
  expect(selectingKey({ ...none, key: 'a', ctrlKey: true }, 3)).toBe('all');
  expect(selectingKey({ ...none, key: 'Escape' }, 3)).toBe('none');
  expect(selectingKey({ ...none, key: ' ' }, 3)).toBe('toggle');
  expect(selectingKey({ ...none, key: ' ' }, -1)).toBeUndefined();
  expect(selectingKey({ ...none, key: 'a' }, 3)).toBeUndefined();
  expect(selectingKey({ ...none, key: 'A', ctrlKey: true, shiftKey: true }, 3)).toBeUndefined();
});
