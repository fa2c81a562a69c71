import type { AppNotification } from '../../shared/app-view.ts';
import type { HeapsphereBridge } from '../../shared/contract.ts';

/** How notifications reach the operator on a host. */
export interface NotificationWay {
  /** What holds until the operator has chosen: a browser would have to ask first. */
  readonly onAtFirst: boolean;
  /** Whether they can be shown now. */
  allowed(): boolean;
  /** Asks the operator where that is needed, from within a click. Resolves to whether they can be shown. */
  ask(): Promise<boolean>;
  /** `clicked` is called when the operator follows it, unless main takes care of that. */
  show(notification: AppNotification, clicked: () => void): void;
}

/** Through main, which has those of the operating system; a click comes back as a command. */
export function desktopWay(bridge: HeapsphereBridge): NotificationWay {
  return {
    onAtFirst: true,
    allowed: () => true,
    ask: async () => true,
    show: (notification) => void bridge.requests['app:notify'](notification),
  };
}

/** Through the browser, once the operator has allowed it. */
export function browserWay(): NotificationWay {
  const allowed = (): boolean => 'Notification' in window && Notification.permission === 'granted';
  return {
    onAtFirst: false,
    allowed,
    ask: async () => {
      if ('Notification' in window && Notification.permission === 'default') await Notification.requestPermission();
      return allowed();
    },
    show: ({ title, body, screen }, clicked) => {
      // A newer word about a screen stands for the older one.
      const notification = new Notification(title, { body, tag: screen, icon: '/favicon.svg' });
      notification.onclick = () => {
        window.focus();
        notification.close();
        clicked();
      };
    },
  };
}
