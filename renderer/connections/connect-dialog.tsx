import { Dialog, Tab, Tabs } from '@blueprintjs/core';
import { DemoForm } from './demo-form.tsx';
import { VcenterForm } from './vcenter-form.tsx';

/** Where to collect from: a vCenter, or a demo estate. */
export function ConnectDialog(props: { readonly isOpen: boolean; readonly close: () => void }) {
  const { isOpen, close } = props;
  return (
    <Dialog isOpen={isOpen} onClose={close} title="Connect" className="hs-connect" canOutsideClickClose={false}>
      <Tabs id="connect-tabs" renderActiveTabPanelOnly className="hs-connect-tabs">
        <Tab id="vcenter" title="vCenter" panel={<VcenterForm done={close} />} />
        <Tab id="demo" title="Demo estate" panel={<DemoForm done={close} />} />
      </Tabs>
    </Dialog>
  );
}
