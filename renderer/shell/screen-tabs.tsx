import { useStore } from 'zustand';
import { useRovingTabs } from '../ui/use-roving-tabs.ts';
import { SCREEN_LABELS, SCREENS, type Screen } from './screens.ts';
import { useServices } from './services.ts';

/** The way from screen to screen. A benchmark that runs shows on its tab, since it goes on while others are open. */
export function ScreenTabs(props: { readonly screen: Screen; readonly select: (screen: Screen) => void }) {
  const { benchmarks } = useServices();
  const isMeasuring = useStore(benchmarks.run.store, (state) => state.running !== undefined);
  const tabs = useRovingTabs('horizontal', (index) => props.select(SCREENS[index] ?? 'inventory'));
  return (
    <nav aria-label="Screens">
      <div className="hs-screens" role="tablist" ref={tabs.listRef} onKeyDown={tabs.onKeyDown} tabIndex={-1}>
        {SCREENS.map((screen) => (
          <button
            key={screen}
            type="button"
            role="tab"
            id={`screen-tab-${screen}`}
            aria-selected={screen === props.screen}
            aria-controls="screen-panel"
            tabIndex={screen === props.screen ? 0 : -1}
            data-busy={screen === 'benchmark' && isMeasuring}
            title={screen === 'benchmark' && isMeasuring ? 'A benchmark is running' : undefined}
            onClick={() => props.select(screen)}
          >
            {SCREEN_LABELS[screen]}
          </button>
        ))}
      </div>
    </nav>
  );
}
