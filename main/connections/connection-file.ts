import { join } from 'node:path';
import { z } from 'zod';
import { connectionDraftSchema } from '../../shared/connections-view.ts';
import { type PrivateFiles, PrivateJson } from './private-json.ts';

/** As it lies in the file: no password, and no place for one. */
export const storedConnectionSchema = connectionDraftSchema.extend({
  id: z.string().regex(/^[0-9a-z-]{1,64}$/),
  pinnedAt: z.number().optional(),
});
export type StoredConnection = z.infer<typeof storedConnectionSchema>;

const fileSchema = z.strictObject({
  version: z.literal(1),
  connections: z
    .array(storedConnectionSchema)
    .max(500)
    .refine((all) => new Set(all.map(({ id }) => id)).size === all.length, 'two connections have the same id')
    .refine((all) => new Set(all.map(({ name }) => name.toLowerCase())).size === all.length, 'two have the same name'),
});
export type ConnectionFile = PrivateJson<z.infer<typeof fileSchema>>;

export function connectionFile(folder: string, files: PrivateFiles): ConnectionFile {
  return new PrivateJson({
    path: join(folder, 'connections.json'),
    title: 'The connections file',
    schema: fileSchema,
    empty: { version: 1, connections: [] },
    files,
  });
}

const secretsSchema = z.strictObject({
  version: z.literal(1),
  /** Encrypted by the operating system's store, by id of the connection. */
  secrets: z.record(z.string(), z.string().max(65_536)),
});
export type SecretsFile = PrivateJson<z.infer<typeof secretsSchema>>;

export function secretsFile(folder: string, files: PrivateFiles): SecretsFile {
  return new PrivateJson({
    path: join(folder, 'connection-secrets.json'),
    title: 'The file of remembered passwords',
    schema: secretsSchema,
    empty: { version: 1, secrets: {} },
    files,
  });
}
