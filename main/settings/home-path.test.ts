import { homedir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { homePath } from './home-path.ts';

it.each<[string, NodeJS.Platform, string, string]>([
  ['/home/me/.local/share/heapsphere/cache.db', 'linux', '/home/me', '~/.local/share/heapsphere/cache.db'],
  ['/home/me/.local/share/heapsphere/cache.db', 'linux', '/home/me/', '~/.local/share/heapsphere/cache.db'],
  ['/Users/me/Library/cache.db', 'darwin', '/Users/me', '~/Library/cache.db'],
  ['/home/me/..odd/cache.db', 'linux', '/home/me', '~/..odd/cache.db'],
  ['/home/me', 'linux', '/home/me', '~'],
  ['/home/meyer/cache.db', 'linux', '/home/me', '/home/meyer/cache.db'],
  ['/var/lib/heapsphere/cache.db', 'linux', '/home/me', '/var/lib/heapsphere/cache.db'],
  ['/data/cache.db', 'linux', '/', '/data/cache.db'],
  ['/data/cache.db', 'linux', '', '/data/cache.db'],
  ['C:\\Users\\me\\cache.db', 'win32', 'C:\\Users\\me', 'C:\\Users\\me\\cache.db'],
])('%s on %s in the home %s reads %s', (path, platform, home, expected) => {
  expect(homePath(path, platform, home)).toBe(expected);
});

it.skipIf(process.platform === 'win32')('takes the home of whoever runs it', () => {
  expect(homePath(join(homedir(), 'cache.db'))).toBe('~/cache.db');
});
