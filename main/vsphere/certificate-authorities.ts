import { createSecureContext, getCACertificates, type SecureContext } from 'node:tls';

const MIN_VERSION = 'TLSv1.2';

let system: SecureContext | undefined;

/**
 * What the system trusts: the roots that Node brings, NODE_EXTRA_CA_CERTS, and the store of the operating system, where
 * companies put their own authorities. Read once in a thread; that takes some tens of milliseconds.
 */
export function systemAuthorities(): SecureContext {
  system ??= createSecureContext({
    ca: [...new Set([...getCACertificates('default'), ...getCACertificates('system')])],
    minVersion: MIN_VERSION,
  });
  return system;
}

/** The authorities of a PEM text and no others. Throws what OpenSSL says of a text that holds none. */
export function importedAuthorities(pem: string): SecureContext {
  return createSecureContext({ ca: pem, minVersion: MIN_VERSION });
}
