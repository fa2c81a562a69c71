import { z } from 'zod';
import { readChunkHeader } from '../../shared/chunk.ts';
import { hierarchyNodeSchema, missingValuesSchema } from '../../shared/hierarchy-view.ts';
import type { Branch } from '../hierarchy/branch.ts';
import { type ChunkEncoding, encodeChunk, unpack } from './chunk-codec.ts';
import { isSafeToParse } from './chunk-weight.ts';

/** "HSH1", a branch of the tree. */
const BRANCH_MAGIC = 0x48534831;
/** A level of 100,000 nodes stays below. */
const MAX_BYTES = 64 * 1024 * 1024;

const branchSchema = z.object({
  /** Which branch it is: another one under its key is found out. */
  id: z.string(),
  loadedAt: z.number(),
  freshUntil: z.number(),
  nodes: z.array(hierarchyNodeSchema),
  missing: z.array(missingValuesSchema),
});

export function encodeBranch(id: string, branch: Branch, encoding: ChunkEncoding): Uint8Array {
  const { loadedAt, freshUntil, nodes, missing } = branch;
  const json = JSON.stringify({ id, loadedAt, freshUntil, nodes, missing });
  return encodeChunk(json, nodes.length, encoding, BRANCH_MAGIC).bytes;
}

/** The branch in these bytes; undefined for anything that is not this branch as this version writes it. */
export function readCachedBranch(id: string, bytes: Uint8Array | undefined): Branch | undefined {
  if (bytes === undefined) return undefined;
  try {
    const header = readChunkHeader(bytes, BRANCH_MAGIC);
    if (header.rawBytes > MAX_BYTES) return undefined;
    const raw = unpack(bytes, header);
    if (!isSafeToParse(raw)) return undefined;
    const { id: found, ...branch } = branchSchema.parse(JSON.parse(raw.toString('utf8')));
    return found === id ? (branch as Branch) : undefined;
  } catch {
    return undefined;
  }
}
