import type { IncomingMessage } from 'node:http';
import { z } from 'zod';

const bodySchema = z.strictObject({
  token: z.string().min(1).max(256),
  /** Random key that the window made for itself: 256 bits as base64url. Without it a token cannot be exchanged twice. */
  window: z
    .string()
    .regex(/^[\w-]{43}$/)
    .optional(),
});

export type SignIn = z.infer<typeof bodySchema>;

/** What a window signs in with, or the status that says why there is nothing: 413 too large, 400 something else. */
export async function readSignIn(request: IncomingMessage, maxBytes: number): Promise<SignIn | 400 | 413> {
  const parts: Buffer[] = [];
  let length = 0;
  try {
    for await (const part of request as AsyncIterable<Buffer>) {
      length += part.byteLength;
      if (length > maxBytes) return 413;
      parts.push(part);
    }
    return bodySchema.safeParse(JSON.parse(Buffer.concat(parts).toString('utf8'))).data ?? 400;
  } catch {
    return 400;
  }
}
