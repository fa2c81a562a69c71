import type { RetryView } from '../../shared/retry-view.ts';
import { formatDuration } from '../../shared/units.ts';
import { useTicking } from '../ui/use-ticking.ts';
import { useServices } from './services.ts';

/** "trying again in 4 s (2 of 5)": the reading was interrupted; why is told on hovering. */
export function RetryNote(props: { readonly retry: RetryView }) {
  const { clock } = useServices();
  const { attempt, limit, at, reason } = props.retry;
  useTicking(1000, true);
  const seconds = Math.ceil((at - clock.now()) / 1000);
  const when = seconds > 0 ? ` in ${seconds < 60 ? `${seconds} s` : formatDuration(seconds)}` : '';
  return (
    <span className="hs-figure hs-retry hs-tone-warning" title={reason}>
      trying again{when} ({attempt} of {limit})
    </span>
  );
}
