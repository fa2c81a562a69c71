import { describe, expect, it } from 'vitest';
import { scheduledSources, sharedPlaces } from './open-schedule.ts';
import { resolveSettings } from './settings/resolve.ts';

const SECRET = 'a secret of the team';
const QUEUE = 'redis://user:hunter2@queue.example';
const CACHE = 'redis://:hunter2@cache.example';

function settings(environment: Readonly<Record<string, string>>) {
  return resolveSettings({ environment }).settings;
}
const ALL = { HEAPSPHERE_QUEUE_URL: QUEUE, REDIS_URL: CACHE, VSPHERE_CACHE_SECRET: SECRET };

describe('what collectors on several machines share', () => {
  it('is a queue, a cache and a secret', () => {
    const places = sharedPlaces(settings(ALL));
    expect(places).toMatchObject({ secret: SECRET, target: { location: 'queue.example:6379' } });
    expect(places.advice).toBeUndefined();
    expect(sharedPlaces(settings({ ...ALL, REDIS_URL: QUEUE })).advice).toMatch(/in one Redis at queue\.example:6379/);
  });

  it.each([
    ['HEAPSPHERE_QUEUE_URL', 'No queue for scheduled collectors.', 'queueUrl'],
    ['REDIS_URL', 'Scheduled collectors need a cache that dashboards share', 'redisUrl'],
    ['VSPHERE_CACHE_SECRET', 'Without a common secret', 'cacheSecret'],
  ])('is asked for when %s is not set', (variable, message, field) => {
    const { [variable]: _, ...others } = ALL as Readonly<Record<string, string>>;
    const read = () => sharedPlaces(settings(others));
    expect(read).toThrow(message);
    expect(read).toThrow(expect.objectContaining({ data: expect.objectContaining({ code: 'usage', field }) }));
  });

  it('is refused, without showing it, where the queue has no such form', () => {
    for (const url of ['redis-cluster://a,b', 'http://queue']) {
      expect(() => settings({ ...ALL, HEAPSPHERE_QUEUE_URL: url })).toThrow('HEAPSPHERE_QUEUE_URL');
    }
    const read = () => sharedPlaces(settings({ ...ALL, HEAPSPHERE_QUEUE_URL: 'redis://:hunter2@queue:0' }));
    expect(read).toThrow('HEAPSPHERE_QUEUE_URL (not shown) is not understood: a host or port is not one.');
  });
});

describe('the vCenters on a schedule', () => {
  const current = { settings: settings(ALL), attributes: {} };
  const login = { kind: 'vcenter', user: 'operator', password: 'hunter2', datacenters: [] } as const;
  const vcenter = (server: string) => ({ ...login, server, datacenters: [] });

  it('are called by host and port', () => {
    const [one, other] = scheduledSources(
      [vcenter('a.example'), vcenter('https://b.example:8443/sdk')],
      current,
      SECRET,
    );
    expect([one?.label, other?.label]).toEqual(['a.example', 'b.example:8443']);
    expect(one?.name).not.toBe(other?.name);
  });

  it('are refused when one is named twice', () => {
    const twice = [vcenter('a.example'), vcenter('https://a.example/sdk')];
    expect(() => scheduledSources(twice, current, SECRET)).toThrow('a.example is on the schedule twice');
  });
});
