import type { Session } from 'electron';
import { ORIGIN } from './origin.ts';

/** A file that our own page has made of what it holds, such as a report; nothing of it comes from elsewhere. */
const OWN_FILE = `blob:${ORIGIN}/`;

/**
 * Denies every permission, asked for or looked up, every device, and every download but files of our own page: those
 * are saved where the operator says in the dialog of the operating system.
 */
export function denyPermissions(session: Session): void {
  session.setPermissionRequestHandler((_contents, _permission, callback) => callback(false));
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
  session.on('will-download', (event, item) => {
    if (!item.getURL().startsWith(OWN_FILE)) event.preventDefault();
  });
}
