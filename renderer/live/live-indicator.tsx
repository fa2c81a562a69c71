import { Button, Popover } from '@blueprintjs/core';
import { Pause, Play } from '@blueprintjs/icons';
import { useStore } from 'zustand';
import type { LiveState } from '../../shared/live-view.ts';
import { formatCount } from '../../shared/units.ts';
import { visibleText } from '../../shared/visible-text.ts';
import { CopyDetails } from '../errors/copy-details.tsx';
import { isWorthReporting } from '../errors/error-details.ts';
import { useServices } from '../shell/services.ts';
import type { FollowedVcenter } from './live-store.ts';
import { PHASE_LABELS, phaseText } from './live-text.ts';

/** What the state means, and why it is so. */
function LiveDetails(props: {
  readonly state: LiveState;
  readonly vcenters: readonly FollowedVcenter[];
  readonly changes: number;
}) {
  const { state, vcenters, changes } = props;
  return (
    <div className="hs-live-details">
      <p>{phaseText(state)}</p>
      {vcenters.length > 1 &&
        vcenters.map(({ label, state: { collectionId, phase } }) => (
          <p key={collectionId}>
            {label}: {PHASE_LABELS[phase]}
          </p>
        ))}
      {vcenters.map(
        ({ label, state: { collectionId, reason } }) =>
          reason !== undefined && (
            <section key={collectionId} aria-label={`Why ${label} is not live`}>
              <p className="hs-live-reason">
                {vcenters.length > 1 && `${label}: `}
                {visibleText(`${reason.message} ${reason.action}`)}
              </p>
              {isWorthReporting(reason) && <CopyDetails key={reason.message} error={reason} />}
            </section>
          ),
      )}
      {state.confirmedAt !== undefined && (
        <p className="hs-quiet">
          {changes === 1 ? '1 row has' : `${formatCount(changes)} rows have`} changed since the collection.
        </p>
      )}
    </div>
  );
}

/** Whether changes arrive as they happen, and why not; stops them and lets them go on. */
export function LiveIndicator() {
  const { live } = useServices();
  const state = useStore(live.store, (store) => store.live);
  const vcenters = useStore(live.store, (store) => store.vcenters);
  const changes = useStore(live.store, (store) => store.changes);
  if (state === undefined) return null;
  const { phase } = state;
  const paused = vcenters.some((each) => each.state.phase === 'paused');
  return (
    <span className="hs-live" data-phase={phase}>
      <Popover content={<LiveDetails state={state} vcenters={vcenters} changes={changes} />} placement="bottom-start">
        <Button
          size="small"
          variant="minimal"
          className="hs-live-state"
          aria-label={`Live changes: ${PHASE_LABELS[phase]}`}
          text={PHASE_LABELS[phase]}
          icon={<span className="hs-live-dot" />}
        />
      </Popover>
      {(paused || vcenters.some((each) => each.state.phase === 'live')) && (
        <Button
          size="small"
          variant="minimal"
          icon={paused ? <Play size={12} /> : <Pause size={12} />}
          aria-label={paused ? 'Resume live changes' : 'Pause live changes'}
          title={paused ? 'Resume live changes' : 'Pause live changes'}
          onClick={() => void live.pause(!paused)}
        />
      )}
    </span>
  );
}
