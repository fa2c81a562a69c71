import { z } from 'zod';
import { RESOURCE_TYPES } from './inventory.ts';

const resourceType = z.enum(RESOURCE_TYPES);

/** See MissingReport of the inventory model. */
export const missingReportSchema = z.object({
  type: resourceType,
  path: z.string(),
  reason: z.string(),
  count: z.number(),
  refs: z.array(z.string()).readonly(),
});
