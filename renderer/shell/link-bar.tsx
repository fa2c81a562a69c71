import { useStore } from 'zustand';
import { useServices } from './services.ts';

/** Attempts after which a restart of Heapsphere is the likely reason. */
const PATIENCE = 5;

/** Says that the connection to main is gone, for as long as it is. */
export function LinkBar() {
  const { link } = useServices();
  const lost = useStore(link, (state) => state.phase === 'reconnecting');
  const long = useStore(link, (state) => state.attempt >= PATIENCE);
  if (!lost) return null;
  return (
    <div className="hs-link-bar" role="alert">
      Connection to Heapsphere lost, reconnecting…
      {long && ' If Heapsphere was restarted, open the new link that it printed in the terminal.'}
    </div>
  );
}
