import { Callout, Tag } from '@blueprintjs/core';
import type { CacheInfo } from '../../shared/cache-view.ts';
import { formatAgo } from '../../shared/units.ts';
import { CopyDetails } from '../errors/copy-details.tsx';
import { useServices } from '../shell/services.ts';
import { ErrorCallout } from '../ui/error-callout.tsx';

const BACKEND_LABELS: Readonly<Record<CacheInfo['backend'], string>> = { embedded: 'Embedded store', redis: 'Redis' };

/** What the cache is, where it lies and how it does. */
export function CacheHeadline(props: { readonly info: CacheInfo }) {
  const { backend, location, state, memory } = props.info;
  return (
    <div className="hs-cache-headline">
      <strong>
        {BACKEND_LABELS[backend]} {backend === 'redis' && memory.version}
      </strong>
      <span className="hs-mono hs-cache-location" title={location}>
        {location}
      </span>
      <Tag minimal intent={state === 'ready' ? 'success' : 'danger'}>
        {state === 'ready' ? 'Ready' : 'Unavailable'}
      </Tag>
    </div>
  );
}

/** What went wrong last and what to do, and what could be better. */
export function CacheRemarks(props: { readonly info: CacheInfo }) {
  const { problem, state, advice } = props.info;
  const { clock } = useServices();
  return (
    <>
      {state === 'unavailable' && problem === undefined && (
        <ErrorCallout
          error={{
            code: 'cannot-connect',
            message: 'The cache does not answer.',
            action: 'Collections go on without it.',
          }}
        />
      )}
      {problem !== undefined && (
        <Callout className="hs-callout" intent={state === 'ready' ? 'warning' : 'danger'} compact>
          <span role="alert">
            <strong>{problem.message}</strong> {problem.action}
            {state === 'unavailable' && ' Collections go on without the cache; their rows are not affected.'}
          </span>
          {/* Not part of the alert, which would be read out again whenever the age changes. */}
          <span className="hs-quiet"> {formatAgo(problem.at, clock.now())}</span>{' '}
          <CopyDetails error={{ code: 'cannot-connect', ...problem }} />
        </Callout>
      )}
      {advice.map((sentence) => (
        <Callout key={sentence} className="hs-callout" intent="primary" compact>
          {sentence}
        </Callout>
      ))}
    </>
  );
}
