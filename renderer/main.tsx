import './bridge/no-eval.ts';
import { BlueprintProvider, FocusStyleManager } from '@blueprintjs/core';
import '@blueprintjs/core/lib/css/blueprint.css';
import 'uplot/dist/uPlot.min.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { connectBridge } from './bridge/connect-bridge.ts';
import { createLinkStore } from './bridge/link-store.ts';
import { browserWay, desktopWay } from './notifications/notification-way.ts';
import { App } from './shell/app.tsx';
import { createServices, ServicesContext } from './shell/services.ts';
import { StartFailure } from './shell/start-failure.tsx';
import { createThemeStore } from './shell/theme.ts';
import '../shared/theme/tokens.css';
import './ui/base.css';
import './ui/ui.css';
import './shell/shell.css';
import './vcenters/vcenters.css';
import './inventory/inventory.css';
import './live/live.css';
import './hierarchy/hierarchy.css';
import './overview/overview.css';
import './memory/memory.css';
import './benchmark/benchmark.css';
import '../shared/charts/charts.css';
import './memory/tools/tools.css';
import './memory/dock/dock.css';
import './memory/flame/flame.css';
import './memory/leak/leak.css';
import './cache/cache.css';
import './export/export.css';
import './changes/changes.css';
import './settings/settings.css';
import './settings/attributes/attributes.css';
import './connections/connections.css';
import './about/about.css';
import './tour/tour.css';
import './ui/narrow.css';

FocusStyleManager.onlyShowFocusOnTabs();

const container = document.getElementById('root');
if (container === null) throw new Error('index.html has no element with the id "root"');
const root = createRoot(container);
const theme = createThemeStore();
const link = createLinkStore();

try {
  const bridge = await connectBridge(link);
  const isBrowser = window.heapsphere === undefined;
  const notificationWay = isBrowser ? browserWay() : desktopWay(bridge);
  // A browser has many windows, each with a storage of its own; the desktop has one, whose storage outlives a crash.
  const windowStorage = isBrowser ? sessionStorage : localStorage;
  const services = createServices({ bridge, link, theme, notificationWay, windowStorage });
  root.render(
    <StrictMode>
      <BlueprintProvider>
        <ServicesContext value={services}>
          <App />
        </ServicesContext>
      </BlueprintProvider>
    </StrictMode>,
  );
} catch (error) {
  root.render(<StartFailure error={error} />);
}
