import { Button } from '@blueprintjs/core';
import { useState } from 'react';
import { CacheScreen } from '../cache/cache-screen.tsx';
import { ConnectDialog } from '../connections/connect-dialog.tsx';
import { InventoryScreen } from '../inventory/inventory-screen.tsx';
import { MemoryScreen } from '../memory/memory-screen.tsx';
import { SettingsScreen } from '../settings/settings-screen.tsx';
import { CollectionProgress } from './collection-progress.tsx';
import { DemoBanner } from './demo-banner.tsx';
import { LinkBar } from './link-bar.tsx';
import { Logo } from './logo.tsx';
import { NoticeList } from './notice-list.tsx';
import { ScreenTabs } from './screen-tabs.tsx';
import type { Screen } from './screens.ts';
import { ThemeSwitch } from './theme-switch.tsx';

function ShownScreen(props: { readonly screen: Screen; readonly connect: () => void }) {
  switch (props.screen) {
    case 'inventory':
      return <InventoryScreen connect={props.connect} />;
    case 'memory':
      return <MemoryScreen />;
    case 'cache':
      return <CacheScreen />;
    case 'settings':
      return <SettingsScreen />;
  }
}

/** The window: header, banners and the chosen screen. */
export function App() {
  const [screen, setScreen] = useState<Screen>('inventory');
  const [connecting, setConnecting] = useState(false);
  const connect = (): void => setConnecting(true);
  return (
    <div className="hs-app">
      <header className="hs-header">
        <div className="hs-brand">
          <Logo />
          <h1>Heapsphere</h1>
        </div>
        <ScreenTabs screen={screen} select={setScreen} />
        <div className="hs-header-end">
          <CollectionProgress />
          <Button size="small" text="Connect…" onClick={connect} />
          <ThemeSwitch />
        </div>
      </header>
      <LinkBar />
      <NoticeList />
      <DemoBanner connect={connect} />
      <main className="hs-main">
        <div id="screen-panel" className="hs-screen" role="tabpanel" aria-labelledby={`screen-tab-${screen}`}>
          <ShownScreen screen={screen} connect={connect} />
        </div>
      </main>
      <ConnectDialog isOpen={connecting} close={() => setConnecting(false)} />
    </div>
  );
}
