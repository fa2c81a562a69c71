import { formatBytes, formatCount } from '../../shared/units.ts';
import { NumberLink, SomeLink } from './number-link.tsx';
import { useOverview } from './overview-context.ts';
import { SnapshotBlock } from './snapshots/snapshot-block.tsx';

function ToolsBlock() {
  return (
    <section className="hs-look" aria-label="VMware Tools">
      <h4>VMware Tools</h4>
      <p>
        <NumberLink measure="toolsOld" what="VMs with Tools out of date" /> out of date
        <SomeLink measure="toolsVersionUnknown" what="of unknown version" before=", " />
      </p>
      <p>
        <NumberLink measure="toolsNotRunning" what="VMs powered on without running Tools" /> powered on without running
        Tools
        <SomeLink measure="toolsRunningUnknown" what="unknown" before=", " />
      </p>
      <p>
        <NumberLink measure="toolsNotInstalled" what="VMs powered on without Tools installed" /> powered on without
        Tools installed
      </p>
    </section>
  );
}

function OffBlock() {
  const { counted, scope } = useOverview();
  const { total, known } = counted.sum('vmsOff', 'storage', scope);
  const rows = counted.rows('vmsOff', scope);
  const isUnknown = rows > 0 && known === 0;
  return (
    <section className="hs-look" aria-label="Powered-off VMs">
      <h4>Powered-off VMs</h4>
      <p>
        {isUnknown ? (
          <span className="hs-unknown">unknown</span>
        ) : (
          <NumberLink measure="vmsOff" what="on disk for powered-off VMs" text={formatBytes(total)} />
        )}{' '}
        on disk for <NumberLink measure="vmsOff" what="VMs powered off" /> VMs
      </p>
      {known < rows && (
        <p className="hs-panel-note">
          of {formatCount(known)} of {formatCount(rows)} VMs
          <SomeLink measure="vmsOffStorageUnknown" what="unknown" before=", " />
        </p>
      )}
    </section>
  );
}

/** What an operator may want to tidy up. */
export function LookPanel() {
  return (
    <section className="hs-panel" aria-label="Worth a look">
      <header>
        <h3>Worth a look</h3>
      </header>
      <SnapshotBlock />
      <ToolsBlock />
      <OffBlock />
    </section>
  );
}
