import { z } from 'zod';
import { readChunkHeader } from '../../shared/chunk.ts';
import { encodeChunk, unpack } from './chunk-codec.ts';

/** "HSS1", the vCenter that answered at an address. */
const SERVER_MAGIC = 0x48535331;
const MAX_BYTES = 16 * 1024;

const knownServerSchema = z.strictObject({ name: z.string(), apiVersion: z.string(), instanceUuid: z.string() });
/** Who answered at an address the last time: enough to find its rows while it cannot be reached. */
export type KnownServer = z.infer<typeof knownServerSchema>;

export function encodeKnownServer({ name, apiVersion, instanceUuid }: KnownServer): Uint8Array {
  return encodeChunk(JSON.stringify({ name, apiVersion, instanceUuid }), 0, { codec: 'plain' }, SERVER_MAGIC).bytes;
}

/** Throws an error naming what is wrong for anything that is no such record of this version. */
export function decodeKnownServer(bytes: Uint8Array): KnownServer {
  const header = readChunkHeader(bytes, SERVER_MAGIC);
  if (header.rawBytes > MAX_BYTES) throw new RangeError(`a server's record claims ${header.rawBytes} bytes`);
  return knownServerSchema.parse(JSON.parse(unpack(bytes, header).toString('utf8')));
}
