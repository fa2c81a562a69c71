import { formatDuration } from '../../../shared/units.ts';
import { useServices } from '../../shell/services.ts';
import { useTicking } from '../../ui/use-ticking.ts';

/** How long a recording has been running. */
export function RecordingTime(props: { readonly since: number }) {
  const { clock } = useServices();
  useTicking(1000, true);
  return <>{formatDuration(Math.max(0, Math.floor((clock.now() - props.since) / 1000))).replace('.0 s', ' s')}</>;
}
