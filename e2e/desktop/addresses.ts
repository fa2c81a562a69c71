/** Chromium alone knows no `app://`: in the browser of a test the same files lie on an https origin that nothing else serves. */
const IN_BROWSER = 'https://heapsphere.test';
const IN_ELECTRON = 'app://heapsphere';

/** app://heapsphere/index.html -> https://heapsphere.test/index.html */
export function toBrowser(url: string): string {
  return swap(url, IN_ELECTRON, IN_BROWSER);
}

/** https://heapsphere.test/index.html -> app://heapsphere/index.html; other addresses stay as they are. */
export function toElectron(url: string): string {
  return swap(url, IN_BROWSER, IN_ELECTRON);
}

export function isOurs(url: string): boolean {
  return toElectron(url) !== url;
}

/** Also inside of blob: addresses. */
function swap(url: string, from: string, to: string): string {
  const prefix = url.startsWith('blob:') ? 'blob:' : '';
  const rest = url.slice(prefix.length);
  return rest === from || rest.startsWith(`${from}/`) ? `${prefix}${to}${rest.slice(from.length)}` : url;
}
