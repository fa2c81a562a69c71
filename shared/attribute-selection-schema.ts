import { z } from 'zod';
import { type AttributeSelection, availableAttributes } from './attribute-selection.ts';
import { RESOURCE_TYPES } from './inventory.ts';

/** A selection as it comes from a window or a file; paths the catalogue does not have are refused. */
export const attributeSelectionSchema: z.ZodType<AttributeSelection> = z
  .partialRecord(z.enum(RESOURCE_TYPES), z.array(z.string()).max(200))
  .superRefine((selection, context) => {
    for (const type of RESOURCE_TYPES) {
      const known = new Set(availableAttributes(type).map(({ path }) => path));
      for (const path of selection[type] ?? []) {
        if (!known.has(path))
          context.addIssue({ code: 'custom', path: [type], message: `${type} has no attribute "${path}"` });
      }
    }
  });
