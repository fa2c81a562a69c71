import { createHash } from 'node:crypto';
import { z } from 'zod';
import { type AttributeSelection, selectedAttributes } from '../../shared/attribute-selection.ts';
import { attributeSelectionSchema } from '../../shared/attribute-selection-schema.ts';
import { CHUNK_HEADER_BYTES, CHUNK_MAX_RAW_BYTES } from '../../shared/chunk.ts';
import { type Generation, generationIdSchema, generationSchema } from '../../shared/generations-view.ts';
import { RESOURCE_TYPES, type ResourceType } from '../../shared/inventory.ts';

export const MANIFEST_FORMAT = 1;
/** A manifest lists its chunks in about 100 bytes each; one of 100,000 VMs has some 200 KiB. */
export const MAX_MANIFEST_BYTES = 32 * 1024 * 1024;
const HASH = /^[0-9a-f]{64}$/;
/** Far above what any batch size makes of it. */
const MOST_ROWS_A_CHUNK = 10_000_000;

/** A chunk by the SHA-256 of its bytes. */
export interface GenerationChunk {
  readonly hash: string;
  readonly rows: number;
  /** Length in bytes, the header included. */
  readonly stored: number;
}

/** Refused at the first wrong element: a complaint about each of millions would take gigabytes. */
const chunkList = z.unknown().transform((value, context): readonly GenerationChunk[] => {
  const wrong = Array.isArray(value) ? value.findIndex((each) => !isChunk(each)) : 0;
  if (Array.isArray(value) && wrong < 0) return value as readonly GenerationChunk[];
  context.addIssue({ code: 'custom', path: [wrong], message: 'is no chunk' });
  return z.NEVER;
});

const manifestSchema = generationSchema.omit({ counts: true, rows: true, storedBytes: true, pinned: true }).extend({
  format: z.literal(MANIFEST_FORMAT),
  id: generationIdSchema,
  attributes: attributeSelectionSchema,
  kinds: z.array(z.object({ type: z.enum(RESOURCE_TYPES), chunks: chunkList })).max(RESOURCE_TYPES.length),
});

/** One collection: what it was, and its rows as chunks by name. Written last, so that a reader never sees half of it. */
export type Manifest = z.output<typeof manifestSchema>;

export function encodeManifest(manifest: Manifest): string {
  return JSON.stringify(manifest);
}

/** Throws an error naming what is wrong for anything that is not a manifest of this version. */
export function decodeManifest(text: string): Manifest {
  const parsed = manifestSchema.safeParse(JSON.parse(text));
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new RangeError(`its field ${issue?.path.join('.') || '(root)'} ${issue?.message}`);
}

/** A generation as it is listed. */
export function generationOf({ format: _, attributes: __, kinds, ...rest }: Manifest, pinned: boolean): Generation {
  const counts: Partial<Record<ResourceType, number>> = {};
  let storedBytes = 0;
  for (const { type, chunks } of kinds) {
    counts[type] = chunks.reduce((sum, { rows }) => sum + rows, 0);
    for (const { stored } of chunks) storedBytes += stored;
  }
  return { ...rest, counts, rows: Object.values(counts).reduce((sum, rows) => sum + rows, 0), storedBytes, pinned };
}

/** Names what a generation is one of: the same vCenter, account, datacenters, kinds and attributes. */
export function scopeOf(content: {
  readonly instanceUuid: string;
  readonly user: string;
  readonly datacenters: readonly string[];
  readonly pruned: boolean;
  readonly attributes: AttributeSelection;
  readonly types: readonly ResourceType[];
}): string {
  const { instanceUuid, user, datacenters, pruned, attributes, types } = content;
  const kinds = RESOURCE_TYPES.filter((type) => types.includes(type)).map((type) => [
    type,
    pruned ? selectedAttributes(type, attributes).map(({ path }) => path) : 'all',
  ]);
  const text = JSON.stringify([instanceUuid, user, [...datacenters].sort(), kinds]);
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}

function isChunk(value: unknown): value is GenerationChunk {
  const { hash, rows, stored } = (value ?? {}) as Partial<Record<keyof GenerationChunk, unknown>>;
  return (
    typeof hash === 'string' &&
    HASH.test(hash) &&
    isCount(rows, MOST_ROWS_A_CHUNK) &&
    isCount(stored, CHUNK_MAX_RAW_BYTES + CHUNK_HEADER_BYTES)
  );
}

function isCount(value: unknown, most: number): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= most;
}
