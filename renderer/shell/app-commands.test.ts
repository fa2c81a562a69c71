import { expect, test } from 'vitest';
import { obey } from './app-commands.ts';
import { readScreen } from './remembered-screen.ts';

test('each command does one thing', () => {
  const done: string[] = [];
  const actions = {
    select: (screen: string) => void done.push(`select ${screen}`),
    connect: () => void done.push('connect'),
    about: () => void done.push('about'),
    collectAgain: () => void done.push('collect again'),
  };
  obey({ command: 'screen', screen: 'memory' }, actions);
  obey({ command: 'connect' }, actions);
  obey({ command: 'about' }, actions);
  obey({ command: 'collect-again' }, actions);
  expect(done).toEqual(['select memory', 'connect', 'about', 'collect again']);
});

test('a screen that is remembered and no longer exists is the first one', () => {
  const storing = (value: string | null) => ({ getItem: () => value });
  expect(readScreen(storing('cache'))).toBe('cache');
  expect(readScreen(storing('reports'))).toBe('inventory');
  expect(readScreen(storing(null))).toBe('inventory');
});
