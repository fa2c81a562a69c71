import { Button, Dialog, DialogBody, DialogFooter } from '@blueprintjs/core';
import { useState } from 'react';
import type { BenchmarkRecord } from '../../shared/benchmark/benchmark-view.ts';
import type { ErrorData } from '../../shared/errors.ts';
import { timeText } from '../inventory/cell-text.ts';
import { useServices } from '../shell/services.ts';
import { ErrorCallout } from '../ui/error-callout.tsx';
import { SUITES } from './suites.ts';

/** Removes a benchmark from disk when it is confirmed. */
export function RemoveBenchmarkDialog(props: { readonly record: BenchmarkRecord; readonly close: () => void }) {
  const { record, close } = props;
  const { benchmarks } = useServices();
  const [error, setError] = useState<ErrorData>();
  const [busy, setBusy] = useState(false);
  const confirm = async (): Promise<void> => {
    setBusy(true);
    const failure = await benchmarks.remove(record.id);
    setBusy(false);
    if (failure === undefined) close();
    else setError(failure);
  };
  return (
    <Dialog isOpen title="Remove benchmark" onClose={close} className="hs-remove">
      <DialogBody>
        <p>
          Remove{' '}
          <strong>
            {SUITES[record.suite].label}, {record.estate.label}
          </strong>{' '}
          of {timeText(record.createdAt)}?
        </p>
        <p className="hs-quiet">Its {record.results.length} runs are removed from disk. Reports that you saved stay.</p>
        {error !== undefined && <ErrorCallout error={error} />}
      </DialogBody>
      <DialogFooter
        actions={
          <>
            <Button text="Keep" onClick={close} />
            <Button intent="danger" text="Remove" loading={busy} onClick={() => void confirm()} />
          </>
        }
      />
    </Dialog>
  );
}
