import { type ConnectionDraft, MAX_PEM, type SavedConnection } from '../../shared/connections-view.ts';
import type { ErrorData } from '../../shared/errors.ts';
import { fingerprintSchema } from '../../shared/fingerprint.ts';
import { formatNameList, parseNameList } from '../../shared/name-list.ts';

/** A connection while it is being entered: every field as text. */
export interface ConnectionForm {
  readonly name: string;
  readonly server: string;
  readonly user: string;
  readonly datacenters: string;
  readonly trust: ConnectionDraft['trust']['mode'];
  readonly pem: string;
  readonly fingerprint: string;
  /** Seconds; empty: as the settings say. */
  readonly timeout: string;
  readonly proxy: ConnectionDraft['proxy'];
}

export const EMPTY_FORM: ConnectionForm = {
  name: '',
  server: '',
  user: '',
  datacenters: '',
  trust: 'system',
  pem: '',
  fingerprint: '',
  timeout: '',
  proxy: 'system',
};

const MAX_TIMEOUT = 3600;

export function formOf(connection: SavedConnection): ConnectionForm {
  const { name, server, user, datacenters, trust, timeoutSeconds, proxy } = connection;
  return {
    name,
    server,
    user,
    datacenters: formatNameList(datacenters),
    trust: trust.mode,
    pem: trust.mode === 'ca' ? trust.pem : '',
    fingerprint: trust.mode === 'pin' ? trust.fingerprint256 : '',
    timeout: timeoutSeconds === null ? '' : String(timeoutSeconds),
    proxy,
  };
}

export type ReadForm =
  | { readonly draft: ConnectionDraft; readonly error?: undefined }
  | { readonly error: ErrorData; readonly draft?: undefined };

/** The connection that was entered, or the first thing that is wrong, with its field. */
export function readForm(form: ConnectionForm): ReadForm {
  const [name, server, user] = [form.name.trim(), form.server.trim(), form.user.trim()];
  if (server === '') return wrong('server', 'Enter the server.', 'A host name, host:port or an https URL.');
  if (user === '') return wrong('user', 'Enter the user.', 'With its domain, as in administrator@vsphere.local.');
  if (form.trust === 'ca' && form.pem.trim().length > MAX_PEM)
    return wrong(
      'pem',
      `This is longer than ${MAX_PEM} characters.`,
      'Import the authority that issued the certificate only.',
    );
  const trust = readTrust(form);
  if (trust === undefined) {
    return form.trust === 'ca'
      ? wrong('pem', 'There is no authority yet.', 'Choose its file, or paste it.')
      : wrong(
          'fingerprint',
          'This is not a SHA-256 fingerprint.',
          'It has 64 hexadecimal digits; Test shows the server’s.',
        );
  }
  const timeoutSeconds = form.timeout.trim() === '' ? null : Number(form.timeout);
  if (
    timeoutSeconds !== null &&
    !(Number.isInteger(timeoutSeconds) && timeoutSeconds >= 1 && timeoutSeconds <= MAX_TIMEOUT)
  )
    return wrong('timeout', `“${form.timeout}” is no time-out.`, `A whole number of seconds from 1 to ${MAX_TIMEOUT}.`);
  const datacenters = parseNameList(form.datacenters);
  // A connection without a name is called after its server.
  return { draft: { name: name || server, server, user, datacenters, trust, timeoutSeconds, proxy: form.proxy } };
}

function readTrust({ trust, pem, fingerprint }: ConnectionForm): ConnectionDraft['trust'] | undefined {
  if (trust === 'system') return { mode: trust };
  if (trust === 'ca') return pem.trim() === '' ? undefined : { mode: trust, pem: pem.trim() };
  const { success, data } = fingerprintSchema.safeParse(fingerprint);
  return success ? { mode: trust, fingerprint256: data } : undefined;
}

function wrong(field: keyof ConnectionForm, message: string, action: string): ReadForm {
  return { error: { code: 'usage', message, action, field } };
}
