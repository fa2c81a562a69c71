import { useStore } from 'zustand';
import type { ResourceType } from '../../shared/inventory.ts';
import { MAX_VISIBLE_ROWS } from '../../shared/live-view.ts';
import { formatCount } from '../../shared/units.ts';
import { useServices } from '../shell/services.ts';
import { useTicking } from '../ui/use-ticking.ts';
import { ageTexts } from './age-of-use.ts';

/** How old the use in a panel is, for each vCenter, and how it is read where not all objects can be read at once. */
export function UseAgeNote(props: {
  readonly type: ResourceType;
  /** What the panel sums up. */
  readonly refs: readonly string[];
  /** Objects whose use the screen reads altogether. */
  readonly polled: number;
}) {
  const { type, refs, polled } = props;
  const { live, clock, collections } = useServices();
  const open = useStore(collections.store, (state) => state.open);
  const following = useStore(live.store, (state) => state.live);
  // When something was read: its moments are asked of `live` below.
  useStore(live.store, (state) => state.statsAt);
  useTicking(1000, refs.length > 0);
  const texts = ageTexts({ type, refs, open, statsAt: (ref) => live.statsAt(ref), now: clock.now() });
  if (texts.length === 0) return null;
  const inTurns = following?.phase === 'live' && polled > MAX_VISIBLE_ROWS;
  return (
    <p className="hs-panel-note hs-use-age">
      {texts.map((text) => (
        <span key={text}>{text}</span>
      ))}
      {inTurns && (
        <span>
          {formatCount(polled)} hosts and datastores are read {formatCount(MAX_VISIBLE_ROWS)} at a time, every{' '}
          {following.pollSeconds} s
        </span>
      )}
    </p>
  );
}
