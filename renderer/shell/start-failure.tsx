import { SocketRefusedError } from '../bridge/web-bridge.ts';
import { LinkUsedError } from '../bridge/web-session.ts';
import { CopyDetails } from '../errors/copy-details.tsx';
import { EmptyState } from '../ui/empty-state.tsx';

const FRESH_LINK = 'Each link opens one window. Copy a fresh link from the terminal, or start Heapsphere again.';

function textsOf(error: unknown): { readonly title: string; readonly detail: string } {
  if (error instanceof LinkUsedError) return { title: error.message, detail: FRESH_LINK };
  if (error instanceof SocketRefusedError) {
    return { title: 'Heapsphere no longer knows this window.', detail: FRESH_LINK };
  }
  const reason = error instanceof Error ? error.message : String(error);
  return { title: 'Heapsphere does not answer.', detail: `${reason}. See whether it still runs in the terminal.` };
}

/** The page of a window that has no way to main. */
export function StartFailure(props: { readonly error: unknown }) {
  const { title, detail } = textsOf(props.error);
  return (
    <main className="hs-start-failure">
      <EmptyState title={title} detail={detail}>
        <CopyDetails error={{ code: 'cannot-connect', message: title, action: detail }} />
      </EmptyState>
    </main>
  );
}
