/** Keeps a secret from other users of this machine: offered by the host, which knows the operating system's store. */
export interface SecretStore {
  /** Whether secrets can be kept, and in a sentence where, or why not. */
  status(): Promise<SecretStatus>;
  /** A text that only this user can turn back. Rejects when the system's store does not take part. */
  encrypt(secret: string): Promise<string>;
  /** The secret of such a text; `renew` when it should be encrypted anew, since the key has changed. Rejects for foreign texts. */
  decrypt(text: string): Promise<{ readonly secret: string; readonly renew: boolean }>;
}

export interface SecretStatus {
  readonly available: boolean;
  readonly explanation: string;
}

/** A host that keeps no secrets. */
export function noSecretStore(explanation: string): SecretStore {
  const refuse = () => Promise.reject(new Error('this host keeps no secrets'));
  return { status: async () => ({ available: false, explanation }), encrypt: refuse, decrypt: refuse };
}
