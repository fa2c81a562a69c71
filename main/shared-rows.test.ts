import { describe, expect, it } from 'vitest';
import { collectionCache, collectionState } from '../renderer/shell/collection-fixture.ts';
import type { CollectionSource, CollectionState } from '../shared/contract.ts';
import type { ChangeNotice } from './cache/change-notices.ts';
import type { InventoryCache } from './cache/inventory-cache.ts';
import { resolveSettings } from './settings/resolve.ts';
import { announce, followNotices, noticeOf, sharedJobName } from './shared-rows.ts';

const SECRET = 'a secret of the team';
const ABOUT = { name: 'vCenter', apiVersion: '8.0.2.0', instanceUuid: 'uuid-1' };
const SOURCE: Extract<CollectionSource, { kind: 'vcenter' }> = {
  kind: 'vcenter',
  server: 'https://vc.example/sdk',
  user: 'operator',
  password: 'hunter2',
  datacenters: [],
};
const CURRENT = { settings: resolveSettings({}).settings, attributes: {} };
const SCOPE = { pruning: true, attributes: {}, datacenters: [] };

function collected(changes: Partial<CollectionState> = {}): CollectionState {
  return collectionState({ about: ABOUT, phase: 'completed', startedAt: 1000, endedAt: 2000, ...changes });
}

/** A cache whose notices stay in this process. */
class Board {
  readonly published: ChangeNotice[] = [];
  listeners: ((notice: ChangeNotice) => void)[] = [];
  readonly cache = {
    secret: SECRET,
    notices: {
      publish: async (notice: ChangeNotice) => void this.published.push(notice),
      follow: (listener: (notice: ChangeNotice) => void) => {
        this.listeners.push(listener);
        return async () => {
          this.listeners = [];
        };
      },
    },
  } as unknown as InventoryCache;
}

describe('what is told of a collection', () => {
  const told = async (state: CollectionState) => {
    const { cache, published } = new Board();
    await announce({ state, finished: Promise.resolve(state) }, SCOPE, cache);
    return published;
  };
  const written = collectionCache({ backend: 'redis', written: 3 });

  it('is its vCenter, its scope and the age of its oldest rows, when it has put some into the cache', async () => {
    const [notice, ...more] = await told(collected({ cache: written }));
    expect(more).toEqual([]);
    expect(notice).toMatchObject({ rowsSince: 1000 });
    const [older] = await told(collected({ cache: { ...written, collectedAt: { HostSystem: 700, Template: 800 } } }));
    expect(older).toEqual({ ...notice, rowsSince: 700 });
  });

  it('is nothing when all rows came from the cache, or none reached it', async () => {
    const all = collectionCache({ backend: 'redis', hits: 3, collectedAt: { HostSystem: 700 } });
    expect(await told(collected({ cache: all }))).toEqual([]);
    expect(await told(collected({ cache: { ...written, state: 'bypassed' } }))).toEqual([]);
  });
});

describe('who follows notices', () => {
  const notice = (rowsSince: number, changes: Partial<CollectionState> = {}): ChangeNotice => {
    const made = noticeOf(collected({ startedAt: rowsSince, ...changes }), SCOPE, SECRET);
    if (!made) throw new Error('no notice');
    return made;
  };

  function follower(states: readonly CollectionState[], ends: Partial<CollectionState> = {}) {
    const { cache, listeners } = new Board();
    const taken: [id: string, rowsSince: number][] = [];
    const stop = followNotices({
      cache,
      current: () => CURRENT,
      list: () => states.map((state) => ({ state })),
      sourceOf: () => SOURCE,
      takeNewer: async (id, rowsSince) => {
        taken.push([id, rowsSince]);
        const state = collected({ id: 'c2', ...ends });
        return { state, finished: Promise.resolve(state) };
      },
    });
    return { hear: (heard: ChangeNotice) => listeners[0]?.(heard), taken, stop };
  }

  it('takes newer rows of a vCenter it has, and no others', () => {
    const { hear, taken } = follower([collected()]);
    hear(notice(1000));
    hear(notice(999));
    hear(notice(5000, { about: { ...ABOUT, instanceUuid: 'uuid-2' } }));
    hear({ ...notice(5000), scope: 'another' });
    expect(taken).toEqual([]);
    hear(notice(1001));
    expect(taken).toEqual([['c1', 1001]]);
  });

  it('goes by the age of the rows, not of the collection that took them from the cache', () => {
    const { hear, taken } = follower([
      collected({ startedAt: 9000, cache: collectionCache({ collectedAt: { Folder: 500 } }) }),
    ]);
    hear(notice(500));
    expect(taken).toEqual([]);
    hear(notice(600));
    expect(taken).toEqual([['c1', 600]]);
  });

  it('leaves a collection alone that runs', () => {
    const { endedAt: _, ...running } = collected({ id: 'c3', phase: 'collecting' });
    const { hear, taken } = follower([collected(), running]);
    hear(notice(5000));
    expect(taken).toEqual([]);
  });

  it('does not log in again with a password that was refused', async () => {
    const error = { code: 'login-refused', message: 'Refused.', action: 'Enter it again.' } as const;
    const { hear, taken } = follower([collected()], { phase: 'failed', error });
    hear(notice(2000));
    await expect.poll(() => taken.length).toBe(1);
    await new Promise((resolve) => setImmediate(resolve));
    hear(notice(3000));
    expect(taken).toHaveLength(1);
  });

  it('follows nothing where the cache is nobody else’s', async () => {
    const cache = { secret: SECRET, notices: undefined } as unknown as InventoryCache;
    const none = { current: () => CURRENT, list: () => [], sourceOf: () => SOURCE };
    const stop = followNotices({ cache, ...none, takeNewer: () => Promise.reject(new Error('nobody asked')) });
    await stop();
  });
});

describe('the name of a job', () => {
  it('is the same for the same work, and tells neither vCenter nor user', () => {
    const name = sharedJobName(SOURCE, CURRENT, SECRET);
    expect(name).toMatch(/^[\w-]{22}$/);
    expect(sharedJobName({ ...SOURCE, server: 'vc.example', password: 'another' }, CURRENT, SECRET)).toBe(name);
    const others = [
      sharedJobName({ ...SOURCE, server: 'vc2.example' }, CURRENT, SECRET),
      sharedJobName({ ...SOURCE, user: 'somebody' }, CURRENT, SECRET),
      sharedJobName({ ...SOURCE, datacenters: ['DC1'] }, CURRENT, SECRET),
      sharedJobName(SOURCE, { ...CURRENT, attributes: { HostSystem: ['name'] } as never }, SECRET),
      sharedJobName(SOURCE, CURRENT, 'another secret of a team'),
    ];
    expect(new Set([name, ...others]).size).toBe(6);
  });
});
