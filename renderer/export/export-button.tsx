import { Button } from '@blueprintjs/core';
import { useState } from 'react';
import { useStore } from 'zustand';
import type { ResourceType } from '../../shared/inventory.ts';
import { useServices } from '../shell/services.ts';
import { ExportDialog } from './export-dialog.tsx';

/** Opens the export of what is on screen. */
export function ExportButton(props: { readonly type: ResourceType }) {
  const { collections } = useServices();
  const none = useStore(collections.store, (state) => state.open.length === 0);
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button size="small" text="Export…" disabled={none} onClick={() => setOpen(true)} />
      {open && <ExportDialog type={props.type} close={() => setOpen(false)} />}
    </>
  );
}
