import { Button } from '@blueprintjs/core';
import { useCallback, useEffect, useState } from 'react';
import { AboutDialog } from '../about/about-dialog.tsx';
import { BenchmarkScreen } from '../benchmark/benchmark-screen.tsx';
import { CacheScreen } from '../cache/cache-screen.tsx';
import { ChangesScreen } from '../changes/changes-screen.tsx';
import { ConnectDialog } from '../connections/connect-dialog.tsx';
import { ErrorBoundary } from '../errors/error-boundary.tsx';
import { InventoryScreen } from '../inventory/inventory-screen.tsx';
import { GlobalSearch } from '../inventory/search/search-dialog.tsx';
import { MemoryScreen } from '../memory/memory-screen.tsx';
import { OverviewScreen } from '../overview/overview-screen.tsx';
import { SettingsScreen } from '../settings/settings-screen.tsx';
import { TourDialog } from '../tour/tour-dialog.tsx';
import { useEscapeWithoutFocus } from '../ui/use-escape.ts';
import { VcenterBar } from '../vcenters/vcenter-bar.tsx';
import { useAppCommands } from './app-commands.ts';
import { LinkBar } from './link-bar.tsx';
import { Logo } from './logo.tsx';
import { NoticeList } from './notice-list.tsx';
import { useScreen } from './remembered-screen.ts';
import { ScreenTabs } from './screen-tabs.tsx';
import type { Screen } from './screens.ts';
import { useServices } from './services.ts';
import { ThemeSwitch } from './theme-switch.tsx';

function ShownScreen(props: {
  readonly screen: Screen;
  readonly connect: () => void;
  readonly showInventory: () => void;
}) {
  switch (props.screen) {
    case 'overview':
      return <OverviewScreen connect={props.connect} showInventory={props.showInventory} />;
    case 'inventory':
      return <InventoryScreen connect={props.connect} />;
    case 'changes':
      return <ChangesScreen shown={props.showInventory} />;
    case 'memory':
      return <MemoryScreen />;
    case 'benchmark':
      return <BenchmarkScreen />;
    case 'cache':
      return <CacheScreen />;
    case 'settings':
      return <SettingsScreen />;
  }
}

/** The window: header, banners and the chosen screen. */
export function App() {
  const { bridge, repeat, announcer } = useServices();
  const [screen, setScreen] = useScreen();
  const [connecting, setConnecting] = useState(false);
  const [isAboutOpen, setAboutOpen] = useState(false);
  const connect = (): void => setConnecting(true);
  const about = (): void => setAboutOpen(true);
  useAppCommands(bridge, { select: setScreen, connect, about, collectAgain: () => void repeat.start() });
  useEscapeWithoutFocus();
  useEffect(() => announcer.onFollowed(setScreen), [announcer, setScreen]);
  const showInventory = useCallback((): void => setScreen('inventory'), [setScreen]);
  return (
    <div className="hs-app">
      <header className="hs-header">
        <h1 className="hs-brand">
          <button type="button" className="hs-brand-button" title="About Heapsphere" onClick={about}>
            <Logo />
            <span>Heapsphere</span>
          </button>
        </h1>
        <ScreenTabs screen={screen} select={setScreen} />
        <div className="hs-header-end">
          <GlobalSearch shown={showInventory} />
          <Button size="small" text="Connect…" onClick={connect} />
          <ThemeSwitch />
        </div>
      </header>
      <LinkBar />
      <NoticeList />
      <VcenterBar connect={connect} />
      <main className="hs-main">
        <div id="screen-panel" className="hs-screen" role="tabpanel" aria-labelledby={`screen-tab-${screen}`}>
          <ErrorBoundary of={screen}>
            <ShownScreen screen={screen} connect={connect} showInventory={showInventory} />
          </ErrorBoundary>
        </div>
      </main>
      <ConnectDialog isOpen={connecting} close={() => setConnecting(false)} />
      <TourDialog />
      <AboutDialog isOpen={isAboutOpen} close={() => setAboutOpen(false)} />
    </div>
  );
}
