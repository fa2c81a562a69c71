import { BrowserWindow, Notification } from 'electron';
import type { AppCommand, AppNotification } from '../../../shared/app-view.ts';
import { bringToFront } from './window.ts';

/** Windows shows notifications of programs with an id only: the one that the installer writes, see electron-builder.yml. */
export const APPLICATION_ID = 'org.heapsphere.desktop';

/** Notifications of the operating system; a click brings the window to the front, on the screen that was meant. */
export function systemNotifier(options: {
  readonly command: (command: AppCommand) => void;
  readonly log: (line: string) => void;
}): (notification: AppNotification) => void {
  const { command, log } = options;
  /** One a screen: the newer word stands for the older. Held, since one that is collected as garbage is not clicked any more. */
  const shown = new Map<string, Notification>();
  return ({ title, body, screen }) => {
    if (!Notification.isSupported()) return;
    shown.get(screen)?.close();
    const notification = new Notification({ title, body });
    const forget = (): void => {
      if (shown.get(screen) === notification) shown.delete(screen);
    };
    notification.on('click', () => {
      forget();
      const [window] = BrowserWindow.getAllWindows();
      if (window === undefined) return;
      bringToFront(window);
      command({ command: 'screen', screen });
    });
    notification.on('close', forget);
    notification.on('failed', (_event, error) => {
      forget();
      log(`A notification could not be shown: ${error}`);
    });
    shown.set(screen, notification);
    notification.show();
  };
}
