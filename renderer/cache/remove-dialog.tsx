import { Button, Dialog, DialogBody, DialogFooter } from '@blueprintjs/core';
import { useEffect, useState } from 'react';
import type { CacheAmount } from '../../shared/cache-view.ts';
import type { Envelope } from '../../shared/contract.ts';
import { useServices } from '../shell/services.ts';
import { ErrorCallout } from '../ui/error-callout.tsx';
import type { Removal } from './cache-store.ts';
import { amountText } from './entry-text.ts';

/** Says what would be removed from the cache, and removes it when it is confirmed. */
export function RemoveDialog(props: { readonly removal: Removal; readonly close: () => void }) {
  const { removal, close } = props;
  const { cache } = useServices();
  const [measured, setMeasured] = useState<Envelope<CacheAmount>>();
  const [failure, setFailure] = useState<Envelope<CacheAmount>>();
  const [busy, setBusy] = useState(false);
  useEffect(() => {
    let open = true;
    void cache.measure(removal.selector).then((envelope) => {
      if (open) setMeasured(envelope);
    });
    return () => {
      open = false;
    };
  }, [cache, removal]);
  const confirm = async (): Promise<void> => {
    setBusy(true);
    const envelope = await cache.remove(removal);
    setBusy(false);
    if (envelope.ok) close();
    else setFailure(envelope);
  };
  const failed = failure ?? measured;
  return (
    <Dialog isOpen title="Remove from the cache" onClose={close} className="hs-remove">
      <DialogBody>
        <p>
          Remove <strong>{removal.label}</strong>?
        </p>
        <p role="status">
          {measured === undefined && 'Measuring…'}
          {measured?.ok === true && amountText(measured.value)}
        </p>
        {failed?.ok === false && <ErrorCallout error={failed.error} />}
        <p className="hs-quiet">
          The rows on screen stay. They are cached again by the next collection; until then nothing is shown of them
          when Heapsphere starts, or when vCenter cannot be reached.
        </p>
      </DialogBody>
      <DialogFooter
        actions={
          <>
            <Button text="Keep" onClick={close} />
            <Button
              intent="danger"
              text="Remove"
              loading={busy}
              disabled={measured?.ok !== true || measured.value.entries === 0}
              onClick={() => void confirm()}
            />
          </>
        }
      />
    </Dialog>
  );
}
