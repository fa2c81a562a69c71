import { describe, expect, it } from 'vitest';
import { redisTarget } from './redis-options.ts';

type Settings = Parameters<typeof redisTarget>[0];
const NONE: Settings = {
  redisUrl: undefined,
  redisHost: undefined,
  redisPort: 6379,
  redisDb: 0,
  redisUsername: undefined,
  redisPassword: undefined,
};
const ofUrl = (redisUrl: string) => redisTarget({ ...NONE, redisUrl });

describe('where to cache', () => {
  it('is nowhere without a setting', () => {
    expect(redisTarget(NONE)).toBeUndefined();
    expect(redisTarget({ ...NONE, redisPort: 1234, redisPassword: 'p' })).toBeUndefined();
  });

  it('is what the single settings say', () => {
    const target = redisTarget({
      ...NONE,
      redisHost: 'cache',
      redisPort: 7000,
      redisDb: 3,
      redisUsername: 'u',
      redisPassword: 'p',
    });
    expect(target).toMatchObject({
      kind: 'single',
      location: 'cache:7000',
      options: { host: 'cache', port: 7000, db: 3, username: 'u', password: 'p' },
    });
    const bare = redisTarget({ ...NONE, redisHost: 'cache' });
    expect(bare?.options).not.toHaveProperty('username');
    expect(bare?.options).not.toHaveProperty('password');
    expect(bare?.options).not.toHaveProperty('tls');
  });

  it('is what the URL says, whatever else is set', () => {
    expect(redisTarget({ ...NONE, redisHost: 'other', redisUrl: 'redis://cache' })?.location).toBe('cache:6379');
  });

  it.each<[string, object, string]>([
    ['redis://cache', { host: 'cache', port: 6379, db: 0 }, 'cache:6379'],
    ['redis://cache/', { host: 'cache', port: 6379, db: 0 }, 'cache:6379'],
    ['redis://cache:7000/5', { host: 'cache', port: 7000, db: 5 }, 'cache:7000'],
    ['redis://10.1.2.3', { host: '10.1.2.3', port: 6379 }, '10.1.2.3:6379'],
    ['redis://[::1]:7000', { host: '::1', port: 7000 }, '[::1]:7000'],
    ['redis://[fe80::1]', { host: 'fe80::1', port: 6379 }, '[fe80::1]:6379'],
    ['redis://:pass@cache', { password: 'pass' }, 'cache:6379'],
    ['redis://user:pass@cache', { username: 'user', password: 'pass' }, 'cache:6379'],
    ['redis://user@cache', { username: 'user' }, 'cache:6379'],
    ['redis://us%40er:p%3Aa%2Fs%40s@cache', { username: 'us@er', password: 'p:a/s@s' }, 'cache:6379'],
    ['redis://user:p:a:s@cache', { username: 'user', password: 'p:a:s' }, 'cache:6379'],
    ['rediss://cache', { tls: {} }, 'cache:6379'],
    [
      'redis-sentinel://one,two:5000/mymaster/2',
      {
        sentinels: [
          { host: 'one', port: 26379 },
          { host: 'two', port: 5000 },
        ],
        name: 'mymaster',
        db: 2,
      },
      'mymaster behind sentinels',
    ],
    [
      'rediss-sentinel://:pass@one/my%20master',
      { name: 'my master', password: 'pass', tls: {}, sentinelTLS: {}, enableTLSForSentinelMode: true },
      'my master behind sentinels',
    ],
  ])('understands %s', (url, options, location) => {
    expect(ofUrl(url)).toMatchObject({ kind: 'single', options, location });
  });

  it.each<[string, object[], object]>([
    [
      'redis-cluster://one,two:7001',
      [
        { host: 'one', port: 6379 },
        { host: 'two', port: 7001 },
      ],
      {},
    ],
    ['rediss-cluster://u:p@one', [{ host: 'one', port: 6379 }], { username: 'u', password: 'p', tls: {} }],
  ])('understands %s', (url, nodes, redisOptions) => {
    expect(ofUrl(url)).toMatchObject({ kind: 'cluster', nodes, options: { redisOptions } });
  });

  it.each(['redis://cache', 'redis-sentinel://one/m', 'redis-cluster://one'])('never queues commands for %s', (url) => {
    const options = ofUrl(url)?.options;
    expect(options).toMatchObject({ enableOfflineQueue: false, lazyConnect: true });
    const perNode = options && 'redisOptions' in options ? options.redisOptions : options;
    expect(perNode).toMatchObject({ commandTimeout: 1000, maxRetriesPerRequest: 1 });
  });

  it.each([
    'redis://',
    'redis://hunter2@',
    'redis://:hunter2@host:0',
    'redis://:hunter2@host:65536',
    'redis://:hunter2@host:port',
    'redis://:hunter2@one,two',
    'redis://:hunter2@host/db',
    'redis://:hunter2@host/1/2',
    'redis://:hunter2@host/-1',
    'redis://:hunter2@host?db=1',
    'redis://:hunter2@host#frag',
    'redis://:hunter2%ZZ@host',
    'redis://:p@hunter2@host',
    'redis://:p/hunter2@host',
    'redis://[:hunter2]:1',
    'redis-cluster://:hunter2@one/1',
    'redis-cluster://:hunter2@one,,two',
    'redis-sentinel://:hunter2@one',
    'redis-sentinel://:hunter2@one/name/1/2',
    'redis-sentinel://:hunter2@one/name/x',
    'redis-ring://:hunter2@one',
    'https://:hunter2@one',
    ' redis://:hunter2@one',
  ])('refuses %s without repeating any of it', (url) => {
    const refusal = catchError(() => ofUrl(url));
    expect(refusal).toMatchObject({
      data: {
        code: 'usage',
        field: 'redisUrl',
        message: expect.stringMatching(/^REDIS_URL \(not shown\) is not understood: .+\.$/),
        action: expect.stringContaining('redis-sentinel://host,host/NAME'),
      },
    });
    expect(JSON.stringify(refusal)).not.toContain('hunter2');
    expect(String(refusal)).not.toContain('hunter2');
  });
});

function catchError(call: () => unknown): unknown {
  try {
    return call();
  } catch (error) {
    return error;
  }
}
