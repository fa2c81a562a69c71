/**
 * Puts a text on the clipboard from within a click or a key press; tells whether that was possible. Through the copy event
 * and not through navigator.clipboard, which is a permission, and the desktop window grants none.
 */
export function copyText(text: string): boolean {
  let taken = false;
  const enable = (event: Event): void => event.preventDefault();
  const onCopy = (event: ClipboardEvent): void => {
    event.preventDefault();
    event.stopImmediatePropagation();
    event.clipboardData?.setData('text/plain', text);
    taken = event.clipboardData !== null;
  };
  // Without a selected text the command is disabled, unless somebody says that there will be something to copy.
  document.addEventListener('beforecopy', enable, true);
  document.addEventListener('copy', onCopy, true);
  try {
    document.execCommand('copy');
  } finally {
    document.removeEventListener('beforecopy', enable, true);
    document.removeEventListener('copy', onCopy, true);
  }
  return taken;
}
