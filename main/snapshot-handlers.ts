import type { RequestName } from '../shared/channels.ts';
import type { RequestHandlers } from './dispatch.ts';
import type { Services } from './services.ts';

type SnapshotRequest = Extract<RequestName, `snapshots:${string}`>;

/** What the window asks of snapshots. */
export function snapshotHandlers({ snapshots }: Pick<Services, 'snapshots'>): Pick<RequestHandlers, SnapshotRequest> {
  return {
    'snapshots:start': ({ collectionId }) => snapshots.start(collectionId),
    'snapshots:cancel': () => {
      snapshots.cancel();
      return {};
    },
    'snapshots:state': () => snapshots.check ?? null,
    'snapshots:page': ({ id, from }) => snapshots.page(id, from),
  };
}
