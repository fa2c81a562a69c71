const UNKNOWN_ISSUER = 'its issuer is not known here';

/** What OpenSSL's verdicts mean, by their code in Node. */
const REASONS: Readonly<Record<string, string>> = {
  DEPTH_ZERO_SELF_SIGNED_CERT: 'it is its own issuer, which is not known here',
  SELF_SIGNED_CERT_IN_CHAIN: UNKNOWN_ISSUER,
  UNABLE_TO_GET_ISSUER_CERT: UNKNOWN_ISSUER,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: UNKNOWN_ISSUER,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: UNKNOWN_ISSUER,
  CERT_HAS_EXPIRED: 'it has expired',
  CERT_NOT_YET_VALID: 'it is not valid yet; check the clocks of both sides',
  CERT_REVOKED: 'it was revoked',
  CERT_SIGNATURE_FAILURE: 'its signature is wrong',
  INVALID_PURPOSE: 'it is not made for a server',
  INVALID_CA: 'its issuer is no authority',
  HOSTNAME_MISMATCH: 'it is for another name',
  UNSPECIFIED: 'it does not pass the checks of OpenSSL',
};

/**
 * Why a handshake's certificate is not accepted, for the middle of a sentence.
 * @param verdict `authorizationError` of a socket: typed as an Error, but a code in most cases
 */
export function certificateReason(verdict: unknown): string {
  if (verdict instanceof Error) {
    const { code = '', reason } = verdict as Error & { code?: string; reason?: string };
    // The reason of a name that does not fit lists the names that would.
    if (code === 'ERR_TLS_CERT_ALTNAME_INVALID') return `it is for another name (${reason ?? verdict.message})`;
    return REASONS[code] ?? verdict.message;
  }
  const code = String(verdict ?? 'unknown reason').replace(/^Error(?: \[\w+\])?: /, '');
  return REASONS[code] ?? (code.includes('altnames') ? `it is for another name (${code})` : code);
}
