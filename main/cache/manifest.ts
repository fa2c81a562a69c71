import { z } from 'zod';
import { CHUNK_CODECS, CHUNK_MAX_RAW_BYTES, MANIFEST_MAGIC, readChunkHeader } from '../../shared/chunk.ts';
import { RESOURCE_TYPES } from '../../shared/inventory.ts';
import { missingReportSchema } from '../../shared/missing-report.ts';
import { encodeChunk, unpack } from './chunk-codec.ts';
import { isSafeToParse } from './chunk-weight.ts';

export const MANIFEST_FORMAT = 1;
/** A manifest lists its chunks in about 60 bytes each. */
const MAX_MANIFEST_BYTES = 32 * 1024 * 1024;
const MOST_ELEMENTS = 1_000_000;
const size = z.number().int().min(0);

const manifestChunkSchema = z.object({
  hash: z.string().min(8).max(64),
  rows: size.max(100_000),
  raw: size.max(CHUNK_MAX_RAW_BYTES),
  stored: size.max(CHUNK_MAX_RAW_BYTES),
});
export type ManifestChunk = z.infer<typeof manifestChunkSchema>;

/**
 * A list that is refused at its first wrong element: a small manifest can unpack to millions of them, and a complaint
 * about each would take gigabytes.
 */
function listOf<T>(element: z.ZodType<T>, most: number) {
  return z.unknown().transform((value, context): readonly T[] => {
    const refuse = (message: string, path: PropertyKey[] = []): never => {
      context.addIssue({ code: 'custom', path, message });
      return z.NEVER;
    };
    if (!Array.isArray(value)) return refuse('expected a list');
    if (value.length > most) return refuse(`${value.length} elements are more than ${most}`);
    const list: T[] = [];
    for (const [index, item] of value.entries()) {
      const { data, error } = element.safeParse(item);
      const [issue] = error?.issues ?? [];
      if (issue) return refuse(issue.message, [index, ...issue.path]);
      list.push(data as T);
    }
    return list;
  });
}

const manifestSchema = z.object({
  format: z.literal(MANIFEST_FORMAT),
  type: z.enum(RESOURCE_TYPES),
  vcenter: z.object({ name: z.string(), server: z.string(), instanceUuid: z.string(), apiVersion: z.string() }),
  datacenters: listOf(z.string(), MOST_ELEMENTS),
  pruned: z.boolean(),
  codec: z.enum(CHUNK_CODECS),
  /** Milliseconds since the epoch: when reading the kind began, and until when it counts as fresh. */
  collectedAt: z.number(),
  freshUntil: z.number(),
  rows: size,
  chunks: listOf(manifestChunkSchema, MOST_ELEMENTS),
  missing: listOf(missingReportSchema, MOST_ELEMENTS),
});
/** All rows of one kind, as chunks by name. Written last, so that a reader never sees half a generation. */
export type Manifest = z.infer<typeof manifestSchema>;

export function encodeManifest(manifest: Manifest): Uint8Array {
  return encodeChunk(JSON.stringify(manifest), manifest.rows, { codec: 'gzip', level: 6 }, MANIFEST_MAGIC).bytes;
}

/** The manifest in these bytes; undefined where there is none that this version reads. */
export function readManifest(bytes: Uint8Array | undefined): Manifest | undefined {
  if (bytes === undefined) return undefined;
  try {
    return decodeManifest(bytes);
  } catch {
    return undefined;
  }
}

/** Throws an error naming what is wrong for anything that is not a manifest of this version. */
export function decodeManifest(bytes: Uint8Array): Manifest {
  const header = readChunkHeader(bytes, MANIFEST_MAGIC);
  if (header.rawBytes > MAX_MANIFEST_BYTES) throw new RangeError(`manifest claims ${header.rawBytes} bytes`);
  const raw = unpack(bytes, header);
  if (!isSafeToParse(raw)) throw new RangeError('manifest would take too much memory');
  const parsed = manifestSchema.safeParse(JSON.parse(raw.toString('utf8')));
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new RangeError(`manifest field ${issue?.path.join('.') || '(root)'}: ${issue?.message}`);
  }
  return parsed.data;
}
