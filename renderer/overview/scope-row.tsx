import { CaretDown, CaretRight } from '@blueprintjs/icons';
import { visibleText } from '../../shared/visible-text.ts';
import { useServices } from '../shell/services.ts';
import { cpuUse, memoryUse, type Share } from './capacity.ts';
import { type KindState, worstOf } from './kind-state.ts';
import { NumberLink } from './number-link.tsx';
import { percentText, ratioText } from './number-text.ts';
import { useOverview } from './overview-context.ts';
import type { Scope } from './scopes.ts';

/** Pixels for each level. */
const INDENT = 14;

/** A share as the way to the rows that it is made of; a dash where there is nothing to divide by. */
function ShareCell(props: {
  readonly share: Share;
  readonly asText: (share: number) => string;
  readonly what: string;
  readonly scope: number;
  readonly worth: KindState;
}) {
  const { share, asText, what, scope, worth } = props;
  return (
    <td className="hs-right">
      {share.share === undefined || worth === 'absent' ? (
        <span className="hs-unset" title="No available host, or no value">
          –
        </span>
      ) : (
        <NumberLink measure={share.measure} what={what} scope={scope} text={asText(share.share)} worth={worth} />
      )}
    </td>
  );
}

/** The numbers of a datacenter, cluster or standalone host; its name makes it the chosen scope. */
export function ScopeRow(props: {
  readonly scope: Scope;
  readonly position: number;
  /** How many scopes it lies in. */
  readonly level: number;
  /** Undefined for a row that nothing lies below. */
  readonly isOpen: boolean | undefined;
  readonly toggle: () => void;
}) {
  const { scope, position, level, isOpen, toggle } = props;
  const { overview } = useServices();
  const { counted, stateOf } = useOverview();
  const [cpu, memory] = [cpuUse(counted, position), memoryUse(counted, position)];
  const worth = worstOf([stateOf('VirtualMachine'), stateOf('HostSystem')]);
  const { kind } = scope;
  const name = visibleText(scope.name);
  return (
    <tr data-kind={kind}>
      <th scope="row" style={{ paddingLeft: 16 + level * INDENT }} data-leaf={isOpen === undefined}>
        {isOpen !== undefined && (
          <button
            type="button"
            className="hs-scope-caret"
            aria-expanded={isOpen}
            aria-label={`${isOpen ? 'Close' : 'Open'} ${name}`}
            onClick={toggle}
          >
            {isOpen ? <CaretDown size={14} /> : <CaretRight size={14} />}
          </button>
        )}
        <button
          type="button"
          className="hs-scope-name"
          title={`Show the numbers of ${name}${kind === 'host' ? ', a standalone host' : ''}`}
          onClick={() => overview.chooseScope(scope.ref)}
        >
          {name}
        </button>
      </th>
      <td className="hs-right">
        <NumberLink measure="hostsAvailable" what={`available hosts in ${name}`} scope={position} />
        <span className="hs-quiet"> / </span>
        <NumberLink measure="HostSystem" what={`hosts in ${name}`} scope={position} />
      </td>
      <td className="hs-right">
        <NumberLink measure="vmsOn" what={`VMs powered on in ${name}`} scope={position} />
        <span className="hs-quiet"> / </span>
        <NumberLink measure="VirtualMachine" what={`VMs in ${name}`} scope={position} />
      </td>
      <ShareCell
        share={cpu.allocatedOn}
        asText={ratioText}
        what={`vCPUs a core in ${name}`}
        scope={position}
        worth={worth}
      />
      <ShareCell share={cpu.used} asText={percentText} what={`CPU used in ${name}`} scope={position} worth={worth} />
      <ShareCell
        share={memory.allocatedOn}
        asText={ratioText}
        what={`memory allocated in ${name}`}
        scope={position}
        worth={worth}
      />
      <ShareCell
        share={memory.used}
        asText={percentText}
        what={`memory used in ${name}`}
        scope={position}
        worth={worth}
      />
    </tr>
  );
}
