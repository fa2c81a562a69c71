import { z } from 'zod';

/** SHA-256 fingerprint: 64 hex digits, colons optional; normalised to upper-case pairs with colons. */
export const fingerprintSchema = z
  .string()
  .transform((value) => value.replaceAll(':', '').trim().toUpperCase())
  .pipe(z.string().regex(/^[0-9A-F]{64}$/, 'a SHA-256 fingerprint has 64 hexadecimal digits'))
  .transform((hex) => (hex.match(/../g) ?? []).join(':'));
