import type { CollectionSource, RequestResult } from '../../shared/contract.ts';
import { formatNameList, parseNameList } from '../../shared/name-list.ts';

/** The connect form, except for the password, which never leaves its input until it is sent. */
export interface SourceForm {
  readonly server: string;
  readonly user: string;
  /** A list of names; see shared/name-list.ts. */
  readonly datacenters: string;
}

/** The form as it starts, from what the settings say. */
export function initialForm(connection: RequestResult<'app:info'>['connection']): SourceForm {
  return { server: connection.server, user: connection.user, datacenters: formatNameList(connection.datacenters) };
}

/** What is still missing before the form can be sent; undefined when nothing is. */
export function gapOf(form: SourceForm, password: string): string | undefined {
  if (form.server.trim() === '') return 'Enter the server.';
  if (form.user.trim() === '') return 'Enter the user.';
  return password === '' ? 'Enter the password.' : undefined;
}

/** The collection that the form asks for. */
export function sourceOf(
  form: SourceForm,
  password: string,
  fingerprint256: string | undefined,
): Extract<CollectionSource, { kind: 'vcenter' }> {
  const source = {
    kind: 'vcenter' as const,
    server: form.server.trim(),
    user: form.user.trim(),
    password,
    datacenters: parseNameList(form.datacenters),
  };
  return fingerprint256 === undefined ? source : { ...source, fingerprint256 };
}
