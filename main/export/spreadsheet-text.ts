/**
 * Text as a spreadsheet may safely hold it: what it would take for a formula gets a leading apostrophe, so that it stays
 * text here and in whatever the sheet is saved as later. Source: OWASP, "CSV Injection": = + - @, tab and carriage return.
 */
export function spreadsheetText(text: string): string {
  return /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
}
