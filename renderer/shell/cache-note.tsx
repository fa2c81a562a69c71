import { Button, PopoverNext } from '@blueprintjs/core';
import { WarningSign } from '@blueprintjs/icons';
import type { CollectionCache } from '../../shared/cache-view.ts';

/** A collection that had to leave its cache alone, and why. */
function Bypassed(props: { readonly problem: string }) {
  return (
    <PopoverNext
      placement="bottom-end"
      content={
        <div className="hs-note">
          <p>The cache failed during this collection, so it went on without it. All rows come from vCenter.</p>
          <p>{props.problem}</p>
        </div>
      }
    >
      <Button
        className="hs-cache-note"
        size="small"
        variant="minimal"
        intent="warning"
        icon={<WarningSign size={14} />}
        text="Cache bypassed"
        title={props.problem}
      />
    </PopoverNext>
  );
}

/** What the cache has to do with the rows on screen, when there is something to say. */
export function CacheNote(props: { readonly cache: CollectionCache }) {
  const { state, problem = 'It did not say why.', collectedAt, stale } = props.cache;
  if (state === 'bypassed') return <Bypassed problem={problem} />;
  const kinds = Object.keys(collectedAt).length;
  if (kinds === 0) return null;
  const title = `${kinds} ${kinds === 1 ? 'kind shows' : 'kinds show'} the rows that were cached before.`;
  return (
    <span className={`hs-cache-note${stale ? ' hs-tone-warning' : ''}`} title={title}>
      rows from cache
    </span>
  );
}
