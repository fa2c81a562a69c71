import { Button } from '@blueprintjs/core';
import { Camera } from '@blueprintjs/icons';
import { useState } from 'react';
import { useServices } from '../../shell/services.ts';
import { SnapshotDialog } from './snapshot-dialog.tsx';

export function SnapshotButton() {
  const { memoryTools } = useServices();
  const [open, setOpen] = useState(false);
  const close = (): void => {
    setOpen(false);
    memoryTools.forgetSnapshot();
  };
  return (
    <>
      <Button size="small" icon={<Camera size={14} />} text="Heap snapshot…" onClick={() => setOpen(true)} />
      {open && <SnapshotDialog close={close} />}
    </>
  );
}
