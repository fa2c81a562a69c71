import { z } from 'zod';
import { errorDataSchema } from '../../shared/errors.ts';
import { RESOURCE_TYPES } from '../../shared/inventory.ts';

/** What a demo process is started with, as one JSON argument. */
export const demoProcessOptionsSchema = z.strictObject({
  vms: z.number(),
  seed: z.number(),
  port: z.number().optional(),
  user: z.string().min(1).optional(),
  password: z.string().min(1).optional(),
  sessionIdleMs: z.number().positive().optional(),
  restricted: z.boolean().optional(),
  life: z.boolean().optional(),
  lifeIntervalMs: z.number().min(0).optional(),
  faults: z
    .strictObject({
      denyContinue: z.boolean().optional(),
      expireSessionAfterPages: z.number().optional(),
      pageDelayMs: z.number().optional(),
      breakAfterBytes: z.number().optional(),
    })
    .optional(),
});
export type DemoProcessOptions = z.infer<typeof demoProcessOptionsSchema>;

/** The first message of a demo process: it is ready, or why it is not. */
export const demoReportSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('ready'),
    url: z.string(),
    user: z.string(),
    password: z.string(),
    instanceUuid: z.string(),
    counts: z.record(z.enum(RESOURCE_TYPES), z.number()),
  }),
  z.object({ kind: z.literal('failed'), error: errorDataSchema }),
]);
export type DemoReport = z.infer<typeof demoReportSchema>;

/** How often a demo process tells its resident set. */
export const RSS_INTERVAL_MS = 1000;

/** What follows for as long as it runs; `rss` in bytes. */
export const demoVitalsSchema = z.object({ kind: z.literal('vitals'), rss: z.number().nonnegative() });
export type DemoVitals = z.infer<typeof demoVitalsSchema>;
