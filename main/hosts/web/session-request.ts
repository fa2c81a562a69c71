import type { IncomingMessage } from 'node:http';
import { z } from 'zod';

const bodySchema = z.strictObject({ token: z.string().min(1).max(256) });

/** The token a window came with, or the status that says why there is none: 413 too large, 400 something else. */
export async function readToken(request: IncomingMessage, maxBytes: number): Promise<string | 400 | 413> {
  const parts: Buffer[] = [];
  let length = 0;
  try {
    for await (const part of request as AsyncIterable<Buffer>) {
      length += part.byteLength;
      if (length > maxBytes) return 413;
      parts.push(part);
    }
    return bodySchema.safeParse(JSON.parse(Buffer.concat(parts).toString('utf8'))).data?.token ?? 400;
  } catch {
    return 400;
  }
}
