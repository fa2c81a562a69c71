import type { App, WebContents } from 'electron';
import { isOwnUrl } from './origin.ts';

/** Keeps every web contents of this process on our own pages, from its creation on. */
export function guardNavigation(app: App, log: (line: string) => void): void {
  app.on('web-contents-created', (_event, contents) => confine(contents, log));
}

function confine(contents: WebContents, log: (line: string) => void): void {
  const stayHome = (details: { readonly url: string; readonly preventDefault: () => void }): void => {
    if (isOwnUrl(details.url)) return;
    details.preventDefault();
    log(`Stopped a navigation to ${addressOf(details.url)}.`);
  };
  contents.on('will-navigate', stayHome);
  contents.on('will-redirect', stayHome);
  contents.on('will-frame-navigate', stayHome);
  contents.setWindowOpenHandler(({ url }) => {
    log(`Stopped a new window for ${addressOf(url)}.`);
    return { action: 'deny' };
  });
  contents.on('will-attach-webview', (event) => event.preventDefault());
}

/** Scheme and host: path, query and fragment of a link may hold what belongs in no log. */
function addressOf(url: string): string {
  const parsed = URL.parse(url);
  return parsed === null ? 'something that is no URL' : `${parsed.protocol}//${parsed.host}`.slice(0, 200);
}
