import { Desktop, Flash, Moon } from '@blueprintjs/icons';
import { useStore } from 'zustand';
import { useServices } from './services.ts';
import { chooseTheme, THEME_CHOICES, type ThemeChoice } from './theme.ts';

const LABELS: Readonly<Record<ThemeChoice, string>> = {
  system: 'System theme',
  light: 'Light theme',
  dark: 'Dark theme',
};

function ThemeIcon(props: { readonly choice: ThemeChoice }) {
  if (props.choice === 'system') return <Desktop size={14} />;
  return props.choice === 'light' ? <Flash size={14} /> : <Moon size={14} />;
}

/** Light, dark, or as the system has it. */
export function ThemeSwitch() {
  const { theme } = useServices();
  const chosen = useStore(theme, (state) => state.choice);
  return (
    <fieldset className="hs-theme" aria-label="Theme">
      {THEME_CHOICES.map((choice) => (
        <button
          key={choice}
          type="button"
          aria-label={LABELS[choice]}
          title={LABELS[choice]}
          aria-pressed={choice === chosen}
          onClick={() => chooseTheme(theme, choice)}
        >
          <ThemeIcon choice={choice} />
        </button>
      ))}
    </fieldset>
  );
}
