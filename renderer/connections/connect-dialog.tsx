import { Dialog, Tab, Tabs } from '@blueprintjs/core';
import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import { useServices } from '../shell/services.ts';
import type { ConnectionForm } from './connection-form.ts';
import { DemoForm } from './demo-form.tsx';
import { SavedConnections, type SavedPlace } from './saved-connections.tsx';
import { VcenterForm } from './vcenter-form.tsx';

type ConnectTab = 'saved' | 'vcenter' | 'demo';

/** Where to collect from: a saved connection, another vCenter, or a demo estate. */
export function ConnectDialog(props: { readonly isOpen: boolean; readonly close: () => void }) {
  const { isOpen, close } = props;
  const [wasOpen, setWasOpen] = useState(isOpen);
  const [turn, setTurn] = useState(0);
  if (isOpen !== wasOpen) {
    setWasOpen(isOpen);
    if (isOpen) setTurn(turn + 1);
  }
  return (
    <Dialog isOpen={isOpen} onClose={close} title="Connect" className="hs-connect" canOutsideClickClose={false}>
      {/* While it fades away its contents are still there: opened then, it would show what was typed, the password included. */}
      <ConnectTabs key={turn} close={close} />
    </Dialog>
  );
}

/** Begins anew every time the dialog opens. */
function ConnectTabs(props: { readonly close: () => void }) {
  const { close } = props;
  const { connectionBook } = useServices();
  const count = useStore(connectionBook.store, ({ view }) => view?.connections.length);
  const [chosen, setChosen] = useState<ConnectTab>();
  const [start, setStart] = useState<SavedPlace>({ at: 'list' });
  useEffect(() => void connectionBook.read(), [connectionBook]);
  // Decided once: the tab must not change under somebody who removes the last one, or types.
  useEffect(() => {
    if (count !== undefined) setChosen((tab) => tab ?? (count > 0 ? 'saved' : 'vcenter'));
  }, [count]);
  const save = (form: ConnectionForm): void => {
    setStart({ at: 'add', form });
    setChosen('saved');
  };
  const choose = (tab: ConnectTab): void => {
    setStart({ at: 'list' });
    setChosen(tab);
  };
  return (
    <Tabs
      id="connect-tabs"
      renderActiveTabPanelOnly
      className="hs-connect-tabs"
      selectedTabId={chosen ?? 'vcenter'}
      onChange={(tab) => choose(tab as ConnectTab)}
    >
      <Tab id="saved" title="Saved" panel={<SavedConnections start={start} done={close} />} />
      <Tab id="vcenter" title="vCenter" panel={<VcenterForm done={close} save={save} />} />
      <Tab id="demo" title="Demo estate" panel={<DemoForm done={close} />} />
    </Tabs>
  );
}
