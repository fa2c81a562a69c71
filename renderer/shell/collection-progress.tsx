import { Button } from '@blueprintjs/core';
import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import type { CollectionState } from '../../shared/contract.ts';
import { formatAgo, formatCount, formatDuration } from '../../shared/units.ts';
import { useTicking } from '../ui/use-ticking.ts';
import { AdviceNote } from './advice-note.tsx';
import { CacheNote } from './cache-note.tsx';
import { CollectAgain } from './collect-again.tsx';
import { isRunning } from './collection-store.ts';
import { PHASE_LABELS, PHASE_TONES } from './phase.ts';
import { RetryNote } from './retry-note.tsx';
import { useServices } from './services.ts';

/** Milliseconds between two announcements of progress to a screen reader. */
const ANNOUNCE_MS = 10_000;

/** Tells assistive technology how a collection goes: at every change of phase, and now and then in between. */
function ProgressAnnouncer(props: { readonly collection: CollectionState }) {
  const { phase, source } = props.collection;
  const { collections } = useServices();
  const [text, setText] = useState('');
  useEffect(() => {
    const announce = (): void => {
      const rows = collections.store.getState().current?.rows ?? 0;
      setText(`${source.label}: ${PHASE_LABELS[phase]}, ${formatCount(rows)} rows`);
    };
    announce();
    if (!isRunning(phase)) return;
    const timer = setInterval(announce, ANNOUNCE_MS);
    return () => clearInterval(timer);
  }, [phase, source.label, collections]);
  return (
    <span role="status" aria-live="polite" className="hs-hidden">
      {text}
    </span>
  );
}

/** How fast rows come, or what they wait for. */
function Pace(props: { readonly collection: CollectionState }) {
  const { collections } = useServices();
  const rate = useStore(collections.store, (state) => state.rate);
  const { cache, retry, phase } = props.collection;
  if (retry !== undefined && phase !== 'cancelling') return <RetryNote retry={retry} />;
  if (cache.waiting) return <span className="hs-figure">waiting for another collector</span>;
  return <span className="hs-figure hs-figure-rate">{formatCount(Math.round(rate))} rows/s</span>;
}

function RunningFigures(props: { readonly collection: CollectionState }) {
  const { clock, bridge } = useServices();
  const { id, startedAt, rows, phase, cache, advice } = props.collection;
  useTicking(1000, true);
  const elapsed = Math.max(0, Math.floor((clock.now() - startedAt) / 1000));
  return (
    <>
      <CacheNote cache={cache} />
      <AdviceNote advice={advice} />
      <span className="hs-figure hs-figure-rows">{formatCount(rows)} rows</span>
      <Pace collection={props.collection} />
      <span className="hs-figure hs-figure-elapsed">{elapsed < 60 ? `${elapsed} s` : formatDuration(elapsed)}</span>
      <Button
        size="small"
        variant="outlined"
        text="Cancel"
        disabled={phase === 'cancelling'}
        onClick={() => void bridge.requests['collection:cancel']({ collectionId: id })}
      />
    </>
  );
}

function EndedFigures(props: { readonly collection: CollectionState }) {
  const { clock } = useServices();
  const { startedAt, endedAt, rows, cache, advice } = props.collection;
  useTicking(15_000, true);
  return (
    <>
      <CacheNote cache={cache} />
      <AdviceNote advice={advice} />
      {endedAt === undefined ? (
        <span className="hs-figure">{formatCount(rows)} rows</span>
      ) : (
        <>
          <span className="hs-figure">
            {formatCount(rows)} rows in {formatDuration((endedAt - startedAt) / 1000)}
          </span>
          <span className="hs-figure hs-figure-ago">{formatAgo(endedAt, clock.now())}</span>
        </>
      )}
      <CollectAgain />
    </>
  );
}

/** Where the rows come from and how far they are; always in sight. */
export function CollectionProgress() {
  const { collections } = useServices();
  const current = useStore(collections.store, (state) => state.current);
  if (current === undefined) return null;
  const { id, phase, source } = current;
  return (
    <section className="hs-progress" aria-label="Collection" data-phase={phase} data-collection={id}>
      <span className="hs-progress-source" title={`${source.user} at ${source.server}`}>
        {source.label}
      </span>
      <span className={`hs-phase hs-tone-${PHASE_TONES[phase]}`}>{PHASE_LABELS[phase]}</span>
      {isRunning(phase) ? <RunningFigures collection={current} /> : <EndedFigures collection={current} />}
      <ProgressAnnouncer collection={current} />
    </section>
  );
}
