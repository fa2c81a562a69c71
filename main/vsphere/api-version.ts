import { SaxesParser } from 'saxes';

/** API versions whose properties this program knows, newest first. A server that speaks none of them is asked in its own. */
const KNOWN_VERSIONS = [
  '9.0.0.0',
  '8.0.3.0',
  '8.0.2.0',
  '8.0.1.0',
  '8.0.0.1',
  '7.0.3.2',
  '7.0.3.0',
  '7.0.2.0',
  '7.0.1.1',
  '7.0.0.2',
  '7.0',
  '6.9.1',
  '6.7.3',
  '6.7.2',
  '6.7.1',
  '6.7',
  '6.5',
  '6.0',
  '5.5',
];

/**
 * The newest version that server and program both know, from the server's vimServiceVersions.xml.
 * @returns undefined when the document is not readable or names no version of urn:vim25
 */
export function negotiateVersion(document: string): string | undefined {
  const offered = new Set<string>();
  let text = '';
  let inNamespace = false;
  let first: string | undefined;
  const parser = new SaxesParser({ xmlns: false, position: false });
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', () => {
    text = '';
  });
  parser.on('text', (more) => {
    text += more;
  });
  parser.on('closetag', ({ name }) => {
    if (name === 'name') inNamespace = text.trim() === 'urn:vim25';
    if (name === 'version' && inNamespace) {
      offered.add(text.trim());
      first ??= text.trim();
    }
    text = '';
  });
  try {
    parser.write(document).close();
  } catch {
    return undefined;
  }
  return KNOWN_VERSIONS.find((version) => offered.has(version)) ?? first;
}
