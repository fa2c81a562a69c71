import type { ConnectionScope, RequestHandlers } from './dispatch.ts';
import type { Services } from './services.ts';

type LiveRequest = Extract<keyof RequestHandlers, `live:${string}`>;

/** What windows ask of live changes. */
export function liveHandlers({ live }: Services): Pick<RequestHandlers, LiveRequest> {
  const known = new WeakSet<ConnectionScope>();
  /** A window that closes without a word follows nothing any more. */
  const know = (scope: ConnectionScope): void => {
    if (known.has(scope)) return;
    known.add(scope);
    scope.onClose(() => live.leaveAll(scope));
  };
  return {
    'live:open': ({ collectionId }, scope) => {
      know(scope);
      return live.open(collectionId, scope, {
        changes: (changes) => scope.push('live:changes', changes),
        state: (state) => scope.push('live:state', state),
      });
    },
    'live:close': ({ collectionId }, scope) => {
      live.leave(collectionId, scope);
      return {};
    },
    'live:pause': ({ collectionId, paused }, scope) => live.pause(collectionId, scope, paused),
    'live:credit': ({ collectionId, seq }, scope) => {
      live.get(collectionId)?.credit(scope, seq);
      return {};
    },
    'live:visible': ({ collectionId, refs }, scope) => {
      live.get(collectionId)?.look(scope, refs);
      return {};
    },
  };
}
