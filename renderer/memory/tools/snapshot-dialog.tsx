import { Button, Callout, Dialog, DialogBody, DialogFooter } from '@blueprintjs/core';
import { useState } from 'react';
import { useStore } from 'zustand';
import { useServices } from '../../shell/services.ts';
import { ErrorCallout } from '../../ui/error-callout.tsx';
import { IsolateSelect, presentIsolate } from './isolate-select.tsx';
import { WrittenFileNote } from './written-file-note.tsx';

/** Warns of what a heap snapshot holds, takes one, and says where it lies. */
export function SnapshotDialog(props: { readonly close: () => void }) {
  const { close } = props;
  const { memoryTools } = useServices();
  const { tools, snapshot } = useStore(memoryTools.store);
  const [chosen, setChosen] = useState('main');
  const isolates = tools?.isolates ?? [];
  const isolate = presentIsolate(isolates, chosen);
  const busy = snapshot.phase === 'busy';
  const done = snapshot.phase === 'done';
  return (
    <Dialog isOpen title="Heap snapshot" onClose={close} className="hs-tool-dialog">
      <DialogBody>
        <Callout intent="warning" compact className="hs-tool-callout">
          A snapshot holds everything in the heap: it may hold <strong>passwords, session cookies and inventory</strong>
          . Its file is readable by your account only. Give it to nobody who may not know them, and delete it
          afterwards.
        </Callout>
        <IsolateSelect
          id="snapshot-isolate"
          isolates={isolates}
          value={isolate}
          disabled={busy}
          onChange={(next) => {
            setChosen(next);
            memoryTools.forgetSnapshot();
          }}
        />
        <p className="hs-quiet">
          The isolate stands still while its snapshot is written, about a second for every 20 MiB of heap.
          {isolate === 'main' && ' As long as main stands still, so does this window.'}
        </p>
        <div role="status">
          {busy && 'Writing the snapshot…'}
          {done && (
            <>
              <WrittenFileNote file={snapshot.value} />
              <p className="hs-quiet">Load it in the Memory panel of Chrome DevTools.</p>
            </>
          )}
        </div>
        {snapshot.phase === 'failed' && <ErrorCallout error={snapshot.error} />}
      </DialogBody>
      <DialogFooter
        actions={
          <>
            <Button text="Close" onClick={close} />
            <Button
              intent="primary"
              text={done ? 'Take another' : 'Take snapshot'}
              loading={busy}
              disabled={isolate === ''}
              onClick={() => void memoryTools.takeSnapshot(isolate)}
            />
          </>
        }
      />
    </Dialog>
  );
}
