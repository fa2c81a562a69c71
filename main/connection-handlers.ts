import type { RequestName } from '../shared/channels.ts';
import type { ConnectionSubject } from '../shared/connections-view.ts';
import type { CollectionState } from '../shared/contract.ts';
import { HeapsphereError } from '../shared/errors.ts';
import { testConnection } from './connection-tester.ts';
import { type SavedConnections, sourceOf } from './connections/saved-connections.ts';
import type { RequestHandlers } from './dispatch.ts';
import { RunningTests } from './running-tests.ts';
import type { ResolveProxy, Services } from './services.ts';

type ConnectionRequest = Extract<RequestName, `connections:${string}`>;
/** Tells the state of every collection whenever it changes. @returns ends it */
export type OnCollection = (listener: (state: CollectionState) => void) => () => void;

export interface ConnectionHandlersContext {
  readonly connections: SavedConnections;
  readonly services: Pick<Services, 'start'>;
  readonly onCollection: OnCollection;
  readonly proxyFor: ResolveProxy;
  /** For connections that say none. */
  readonly timeoutSeconds: () => number;
  readonly version: string;
}

/** What the Connect dialog asks of saved connections. Passwords come in; none goes out. */
export function connectionHandlers(context: ConnectionHandlersContext): Pick<RequestHandlers, ConnectionRequest> {
  const { connections, services, onCollection, proxyFor, timeoutSeconds, version } = context;
  const tests = new RunningTests();
  return {
    'connections:list': () => connections.view(),
    'connections:save': async ({ id, draft }) => ({
      id: await connections.save(draft, id),
      view: await connections.view(),
    }),
    'connections:remove': async ({ id }) => {
      await connections.remove(id);
      return connections.view();
    },
    'connections:forget-password': async ({ id }) => {
      await connections.vault.forget(id);
      return connections.view();
    },
    'connections:test': ({ testId, of, password }, scope) =>
      tests.run(scope, testId, async (signal) =>
        testConnection({
          ...(await subjectOf(connections, of, password)),
          timeoutSeconds: timeoutSeconds(),
          proxyFor,
          userAgent: `Heapsphere/${version} test`,
          signal,
        }),
      ),
    'connections:test-cancel': ({ testId }, scope) => {
      tests.cancel(scope, testId);
      return {};
    },
    'connections:open': async ({ id, password: entered, remember }) => {
      const connection = await connections.get(id);
      const password = await connections.passwordFor(connection, entered);
      const keeps = remember && entered !== undefined;
      if (keeps) await connections.vault.requireStore();
      const { state } = await services.start({
        source: sourceOf(connection, password),
        retain: true,
        cacheMode: 'refresh',
      });
      afterLogin(onCollection, state.id, async (accepted) => {
        if (accepted && keeps) await connections.vault.remember(connection, password);
        // One that was refused is not tried again: vCenter counts, and locks the account.
        if (!accepted && entered === undefined) await connections.vault.forget(id);
      }).catch((error: unknown) => {
        const { message, action } = HeapsphereError.dataOf(error);
        connections.tell(`Connection “${connection.name}”: ${message} ${action}`);
      });
      return { collectionId: state.id };
    },
  };
}

/** A password that main knows is for a connection as it is saved, never for a draft, which a window may point anywhere. */
async function subjectOf(connections: SavedConnections, of: ConnectionSubject, entered: string | undefined) {
  if ('draft' in of) return { draft: of.draft, password: entered };
  const connection = await connections.get(of.id);
  return { draft: connection, password: entered ?? (await connections.knownPassword(connection)) };
}

/** Runs `then` once vCenter accepted the login or refused it; never when the collection ended for another reason. */
async function afterLogin(
  onCollection: OnCollection,
  id: string,
  then: (accepted: boolean) => Promise<void>,
): Promise<void> {
  const accepted = await new Promise<boolean | undefined>((resolve) => {
    const stop = onCollection((state) => {
      if (state.id !== id || (!state.about && state.endedAt === undefined)) return;
      stop();
      resolve(state.about ? true : state.error?.code === 'login-refused' ? false : undefined);
    });
  });
  if (accepted !== undefined) await then(accepted);
}
