import { useEffect } from 'react';

/**
 * Closes the topmost dialog on Escape when nothing has the focus. A button that is pressed and disabled meanwhile loses it without
 * a word to the dialog, which then hears no keys.
 */
export function useEscapeWithoutFocus(): void {
  useEffect(() => {
    const onKeyDown = ({ key }: KeyboardEvent): void => {
      if (key !== 'Escape' || (document.activeElement ?? document.body) !== document.body) return;
      const dialog = [...document.querySelectorAll('[aria-modal=true]')].at(-1);
      dialog?.querySelector<HTMLElement>('.bp6-dialog-close-button')?.click();
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, []);
}
