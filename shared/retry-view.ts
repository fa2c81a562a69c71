import { z } from 'zod';

/** A reading that was interrupted and is begun anew. */
export const retryViewSchema = z.object({
  /** Which repeat in a row it is, from 1. */
  attempt: z.number(),
  /** Repeats in a row before it is given up. */
  limit: z.number(),
  /** When it begins or began, in milliseconds since the epoch. */
  at: z.number(),
  /** What interrupted the reading, as a sentence. */
  reason: z.string(),
});
export type RetryView = z.infer<typeof retryViewSchema>;

/** Something an operator can put right, though nothing is missing. */
export const adviceSchema = z.object({ message: z.string(), action: z.string() });
export type Advice = z.infer<typeof adviceSchema>;
