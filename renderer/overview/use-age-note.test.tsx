import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { createStore } from 'zustand/vanilla';
import { type LivePhase, MAX_VISIBLE_ROWS } from '../../shared/live-view.ts';
import { collectionState } from '../shell/collection-fixture.ts';
import { MainClock } from '../shell/main-clock.ts';
import { type Services, ServicesContext } from '../shell/services.ts';
import { UseAgeNote } from './use-age-note.tsx';

/** What stands in a panel over one host that was read just now, of so many objects that are read. */
function drawn(phase: LivePhase, polled: number): string {
  const clock = new MainClock();
  const collection = collectionState({ startedAt: clock.now() - 7_200_000, endedAt: clock.now() - 7_200_000 });
  const services = {
    clock,
    collections: { store: createStore(() => ({ open: [{ key: 'a', label: 'vc', collection }] })) },
    live: {
      store: createStore(() => ({ live: { collectionId: 'c1', phase, pollSeconds: 20 }, statsAt: {} })),
      statsAt: () => clock.now(),
    },
  } as unknown as Services;
  return renderToStaticMarkup(
    <ServicesContext value={services}>
      <UseAgeNote type="HostSystem" refs={['a/HostSystem:h']} polled={polled} />
    </ServicesContext>,
  ).replaceAll(/<[^>]*>/g, ' ');
}

describe('the age of use', () => {
  it('stands alone while all objects are read at once', () => {
    expect(drawn('live', MAX_VISIBLE_ROWS).trim()).toBe('used 0 s ago');
  });

  it('says that there are more than are read at once, while they are read', () => {
    expect(drawn('live', 1450)).toContain('1,450 hosts and datastores are read 200 at a time, every 20 s');
    expect(drawn('paused', 1450)).not.toContain('at a time');
  });
});
