import { z } from 'zod';

/** How the cells of a column read; the same words as those of an attribute. */
export const detailColumnSchema = z.object({
  label: z.string(),
  kind: z.enum(['text', 'integer', 'boolean', 'time', 'enum', 'ref']),
  unit: z.enum(['bytes', 'MB', 'MHz', 's']).optional(),
});
export type DetailColumn = z.infer<typeof detailColumnSchema>;

/** Null is unset; references are "Type:moId", moments milliseconds since the epoch. */
export const detailCellSchema = z.union([z.string(), z.number(), z.boolean(), z.null()]);
export type DetailCell = z.infer<typeof detailCellSchema>;

/** A small table about one object, such as its disks. */
export const detailSectionSchema = z.object({
  /** Heading, such as "Disks". */
  label: z.string(),
  columns: z.array(detailColumnSchema),
  /** Cells aligned with the columns. */
  rows: z.array(z.array(detailCellSchema)),
});
export type DetailSection = z.infer<typeof detailSectionSchema>;

/** What no table carries, because it would cost too much on every page: read for one object, when somebody looks. */
export const inventoryDetailsSchema = z.object({
  /** When vCenter said so, in milliseconds since the epoch. */
  readAt: z.number(),
  sections: z.array(detailSectionSchema),
  /** Properties that vCenter did not hand out, with the type of the fault. */
  missing: z.array(z.object({ path: z.string(), fault: z.string() })),
});
export type InventoryDetails = z.infer<typeof inventoryDetailsSchema>;

export const detailsRequests = {
  /** Reads the details of one object of a collection from where the collection came. */
  'inventory:details': {
    params: z.strictObject({
      collectionId: z.string().min(1).max(64),
      /** "VirtualMachine:vm-12" */
      ref: z
        .string()
        .max(200)
        .regex(/^[A-Za-z]+:[^\s<>&]+$/, 'a reference reads "Type:moId"'),
    }),
    result: inventoryDetailsSchema,
  },
} as const;
