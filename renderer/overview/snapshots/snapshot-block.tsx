import { Button, NumericInput, ProgressBar } from '@blueprintjs/core';
import { useStore } from 'zustand';
import type { SnapshotCheck } from '../../../shared/snapshot-view.ts';
import { formatAgo, formatCount } from '../../../shared/units.ts';
import { SNAPSHOT_COUNT } from '../../inventory/found-attributes.ts';
import { vcenterOf } from '../../inventory/qualified-ref.ts';
import { useServices } from '../../shell/services.ts';
import { ErrorCallout } from '../../ui/error-callout.tsx';
import { useTicking } from '../../ui/use-ticking.ts';
import { NumberLink, SomeLink } from '../number-link.tsx';
import { MOST_DAYS } from '../overview.ts';
import { useOverview } from '../overview-context.ts';

/** Ages are told in minutes. */
const AGE_MS = 20_000;

function Progress(props: { readonly check: SnapshotCheck }) {
  const { snapshots } = useServices();
  const { checked, expected, found } = props.check;
  return (
    <div className="hs-check">
      <ProgressBar
        value={expected > 0 ? Math.min(1, checked / expected) : 0}
        stripes={false}
        intent="primary"
        aria-label="Snapshots checked"
      />
      <span role="status">
        {formatCount(checked)} of {formatCount(expected)} VMs, {formatCount(found)} with snapshots
      </span>
      <Button size="small" variant="outlined" text="Cancel" onClick={() => void snapshots.cancel()} />
    </div>
  );
}

/** From how many days on a snapshot is old. */
function DaysInput() {
  const { overview } = useServices();
  const days = useStore(overview.store, (state) => state.days);
  return (
    <NumericInput
      className="hs-days"
      size="small"
      aria-label="Days from which a snapshot is old"
      min={1}
      max={MOST_DAYS}
      minorStepSize={null}
      clampValueOnBlur
      buttonPosition="none"
      value={days}
      onValueChange={(value) => overview.setDays(value)}
    />
  );
}

function Findings(props: { readonly check: SnapshotCheck | undefined }) {
  const { clock } = useServices();
  const { counted, scope } = useOverview();
  useTicking(AGE_MS, true);
  const endedAt = props.check?.endedAt;
  const sum = counted.sum('snapshots', 'count', scope);
  return (
    <>
      <div className="hs-look-line">
        <NumberLink measure="snapshotsOld" what="VMs with a snapshot that is too old" /> VMs with a snapshot older than{' '}
        <DaysInput /> days
      </div>
      <p className="hs-panel-note">
        of <NumberLink measure="snapshots" what="VMs with snapshots" /> VMs with{' '}
        <NumberLink measure="snapshots" what="snapshots" text={formatCount(sum.total)} /> snapshots
        <SomeLink measure="snapshotsUnknown" what="VMs unknown" before=", " />
        <SomeLink measure="snapshotsAgeUnknown" what="of unknown age" before=", " />
        {endedAt !== undefined && `; checked ${formatAgo(endedAt, clock.now())}`}
      </p>
    </>
  );
}

/** Snapshots: asked for when somebody wants to know, since in every collection they would cost bytes for each VM. */
export function SnapshotBlock() {
  const { snapshots, inventory, collections } = useServices();
  const { stateOf, counted, scope } = useOverview();
  const check = useStore(snapshots.store, (state) => state.check);
  const starting = useStore(snapshots.store, (state) => state.starting);
  const error = useStore(snapshots.store, (state) => state.error);
  const open = useStore(collections.store, (state) => state.open);
  const current = useStore(collections.store, (state) => state.currentKey);
  // Of the vCenter that the numbers are about; where they are about several, of the one that was turned to last.
  const key = vcenterOf(counted.scopes[scope]?.ref ?? '') || current;
  const vcenter = open.find((each) => each.key === key) ?? open[0];
  const isRunning = check?.phase === 'running';
  const isMine = check?.collectionId === vcenter?.collection.id;
  const whose = open.length > 1 && vcenter !== undefined ? ` of ${vcenter.label}` : '';
  const isChecked = inventory.estate.table('VirtualMachine').column(SNAPSHOT_COUNT) !== undefined;
  const problem = error ?? (isMine && check?.phase === 'failed' ? check.error : undefined);
  return (
    <section className="hs-look" aria-label="Snapshots">
      <h4>
        Snapshots
        {!isRunning && (
          <Button
            size="small"
            variant="outlined"
            text={`${isChecked && whose === '' ? 'Check again' : 'Check snapshots'}${whose}`}
            loading={starting}
            disabled={stateOf('VirtualMachine') !== 'whole' || vcenter === undefined}
            title="Reads the snapshots of all VMs from vCenter"
            onClick={() => vcenter && void snapshots.start(vcenter.collection.id)}
          />
        )}
      </h4>
      {isRunning && check && <Progress check={check} />}
      {isChecked ? (
        <Findings check={isMine && check?.phase === 'done' ? check : undefined} />
      ) : (
        !isRunning && (
          <p className="hs-panel-note">
            {isMine && check?.phase === 'cancelled' ? 'The check was cancelled; ' : ''}
            <span className="hs-unknown">unknown</span> until they are checked.
          </p>
        )
      )}
      {problem && <ErrorCallout error={problem} intent="warning" />}
    </section>
  );
}
