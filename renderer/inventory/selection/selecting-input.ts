import type { SelectHow } from './row-selection.ts';

interface Modifiers {
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly shiftKey: boolean;
}

/** What a click on a row does to the selection. */
export function selectingClick({ ctrlKey, metaKey, shiftKey }: Modifiers): SelectHow {
  if (shiftKey) return 'range';
  return ctrlKey || metaKey ? 'toggle' : 'only';
}

/** What a key does to the selection, apart from moving; undefined for any other key. `row` is -1 at the headings. */
export function selectingKey(
  { key, ctrlKey, metaKey, shiftKey }: Modifiers & { readonly key: string },
  row: number,
): 'all' | 'none' | 'toggle' | undefined {
  const command = ctrlKey || metaKey;
  if (command && !shiftKey && key.toLowerCase() === 'a') return 'all';
  if (command) return undefined;
  if (key === 'Escape') return 'none';
  return key === ' ' && row >= 0 ? 'toggle' : undefined;
}
