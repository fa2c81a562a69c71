import { X509Certificate } from 'node:crypto';
import { type Certificate, HeapsphereError } from '../../shared/errors.ts';

const BLOCK = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g;

/** The certificates of a PEM text, in order. Throws `usage` for the field "pem" when it holds none, a broken one, or a private key. */
export function describeAuthorities(pem: string): Certificate[] {
  if (/-----BEGIN [A-Z ]*PRIVATE KEY-----/.test(pem)) {
    throw refused(
      'This text holds a private key.',
      'Import the certificate of the authority only, and keep the key secret.',
    );
  }
  const blocks = pem.match(BLOCK) ?? [];
  if (blocks.length === 0) {
    throw refused(
      'This text holds no certificate.',
      'Import a PEM file: it begins with -----BEGIN CERTIFICATE-----. A vCenter offers its own authority on its start page.',
    );
  }
  return blocks.map(describe);
}

function describe(block: string, index: number): Certificate {
  try {
    const { subject, issuer, validFrom, validTo, fingerprint256 } = new X509Certificate(block);
    return { subject: nameOf(subject), issuer: nameOf(issuer), validFrom, validTo, fingerprint256 };
  } catch {
    throw refused(`Certificate ${index + 1} of this text is broken.`, 'Export it again, or copy all of its lines.');
  }
}

/** CN and O of "C=US\nO=vc.example\nCN=CA". */
function nameOf(name: string | undefined): string {
  const lines = (name ?? '').split('\n');
  const part = (key: string) =>
    lines.filter((line) => line.startsWith(`${key}=`)).map((line) => line.slice(key.length + 1));
  return [...part('CN'), ...part('O')].join(', ') || '(no name)';
}

function refused(message: string, action: string): HeapsphereError {
  return new HeapsphereError({ code: 'usage', message, action, field: 'pem' });
}
