import { z } from 'zod';

const milliseconds = z.coerce.number().min(0).max(8.64e15);
const name = z.string().min(1).max(64);

const changeNoticeSchema = z.object({
  /** Stands for vCenter and account; see namespaceOf() in cache-keys.ts. */
  namespace: name,
  /** Stands for attributes and datacenters; see scopeOf() there. */
  scope: name,
  /** The oldest of the rows was read from vCenter at this time, milliseconds since the epoch. */
  rowsSince: milliseconds,
});
/** Rows of a vCenter were read and lie in the cache. */
export type ChangeNotice = z.infer<typeof changeNoticeSchema>;

/** Where those who share a cache tell each other of new rows. */
export interface NoticeBoard {
  /** Rejects with CacheError when the store cannot take it. */
  publish(notice: ChangeNotice): Promise<void>;
  /**
   * Tells of every notice from now on, also of those that came while the store was away.
   * @returns ends it; resolves when nothing more will be told
   */
  follow(listener: (notice: ChangeNotice) => void): () => Promise<void>;
  close(): Promise<void>;
}

/** A notice as the fields of a stream's entry. */
export function noticeFields({ namespace, scope, rowsSince }: ChangeNotice): readonly string[] {
  return ['namespace', namespace, 'scope', scope, 'rowsSince', String(Math.round(rowsSince))];
}

/** The notice in the fields of an entry; undefined for one that this version does not understand. */
export function readNotice(fields: readonly string[]): ChangeNotice | undefined {
  const entries: [string, string][] = [];
  for (let at = 0; at + 1 < fields.length; at += 2) entries.push([fields[at] ?? '', fields[at + 1] ?? '']);
  return changeNoticeSchema.safeParse(Object.fromEntries(entries)).data;
}
