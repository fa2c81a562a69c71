import { useRovingTabs } from '../ui/use-roving-tabs.ts';
import { SCREEN_LABELS, SCREENS, type Screen } from './screens.ts';

/** The way from screen to screen. */
export function ScreenTabs(props: { readonly screen: Screen; readonly select: (screen: Screen) => void }) {
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
            onClick={() => props.select(screen)}
          >
            {SCREEN_LABELS[screen]}
          </button>
        ))}
      </div>
    </nav>
  );
}
