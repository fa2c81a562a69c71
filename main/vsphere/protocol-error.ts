import { HeapsphereError } from '../../shared/errors.ts';

/** An answer that is not what the API promises: broken XML, a page instead of SOAP, a value not of its type. */
export function protocolError(what: string, cause?: unknown): HeapsphereError {
  return new HeapsphereError(
    {
      code: 'protocol',
      message: `The server's answer cannot be read: ${what}.`,
      action: 'Check that address and port belong to a vCenter or ESXi host and that no proxy changes its answers.',
    },
    cause === undefined ? undefined : { cause },
  );
}
