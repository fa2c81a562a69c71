import { Button, Dialog, DialogBody, DialogFooter } from '@blueprintjs/core';
import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import { collectedAt } from '../../shared/collected-rows.ts';
import { RESOURCE_TYPES, type ResourceType } from '../../shared/inventory.ts';
import { vcenterOf } from '../inventory/qualified-ref.ts';
import { useServices } from '../shell/services.ts';
import { ErrorCallout } from '../ui/error-callout.tsx';
import { useVcenterNames } from '../vcenters/use-vcenter-names.ts';
import { type ExportChoice, ExportOptions, FIRST_CHOICE } from './export-options.tsx';
import { ExportResult } from './export-result.tsx';
import { contentText } from './export-text.ts';

/** Writes the rows of one or all vCenters to a file, and says where the file is. It goes on when the dialog is closed. */
export function ExportDialog(props: { readonly type: ResourceType; readonly close: () => void }) {
  const { type, close } = props;
  const { exports, collections, inventory, live } = useServices();
  const { open } = useStore(collections.store);
  const liveChanges = useStore(live.store, ({ changes }) => changes);
  const vcenters = useVcenterNames();
  const { job, error, starting } = useStore(exports.store);
  const [choice, setChoice] = useState<ExportChoice>(() => {
    const { narrowedTo } = inventory.store.getState();
    return { ...FIRST_CHOICE, vcenter: narrowedTo && vcenterOf(narrowedTo.ref) };
  });
  useEffect(() => void exports.refresh(), [exports]);
  // One that was chosen and closed since leaves the others.
  const chosen = open.filter(({ key }) => key === choice.vcenter);
  const written = chosen.length > 0 ? chosen : open;
  const ages = written.map(({ collection }) => collectedAt(collection, choice.shownOnly ? [type] : RESOURCE_TYPES));
  const hasEnded = written.length > 0 && written.every(({ collection }) => collection.endedAt !== undefined);
  const origin = { collectedAt: hasEnded ? Math.min(...ages) : undefined, liveChanges };
  const running = job?.phase === 'running';
  const start = (): void => {
    if (starting) return;
    const { shownOnly, format, gzip, anonymise } = choice;
    const ids = written.map(({ collection }) => collection.id);
    const [collectionId, ...others] = format === 'xlsx' ? ids.slice(0, 1) : ids;
    if (collectionId === undefined) return;
    const only = shownOnly && format !== 'xlsx' ? { types: [type] } : {};
    void exports.start({ collectionId, format, gzip, anonymise, ...only, ...(others.length > 0 ? { others } : {}) });
  };
  return (
    <Dialog isOpen title="Export" onClose={close} className="hs-export">
      <DialogBody>
        <ExportOptions {...{ choice, type, vcenters }} disabled={running} choose={setChoice} />
        <p className="hs-quiet">{contentText(choice.format, choice.anonymise, origin)}</p>
        {job !== undefined && <ExportResult key={job.id} job={job} />}
        {error !== undefined && <ErrorCallout error={error} />}
      </DialogBody>
      <DialogFooter
        actions={
          <>
            <Button text="Close" onClick={close} />
            {/* One takes the other's place: without the focus the keyboard would be out of the dialog. */}
            {running ? (
              <Button autoFocus text="Cancel export" onClick={() => void exports.cancel()} />
            ) : (
              <Button autoFocus intent="primary" text="Export" onClick={start} />
            )}
          </>
        }
      />
    </Dialog>
  );
}
