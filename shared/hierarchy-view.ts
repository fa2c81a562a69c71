import { z } from 'zod';
import { errorDataSchema } from './errors.ts';
import { RESOURCE_TYPES } from './inventory.ts';

/** The views of the vSphere Client: each shows another of the folders of a datacenter. */
export const HIERARCHY_VIEWS = ['hosts', 'machines', 'storage', 'networks'] as const;
export type HierarchyView = (typeof HIERARCHY_VIEWS)[number];

/** Stands for the root folder of a vCenter, whose moId is known after the login only. */
export const HIERARCHY_ROOT = 'root';
/** Templates of a branch that are shown at first, and how many more at a time. */
export const TEMPLATES_SHOWN = 50;

/** What a node says of itself at a glance. `unknown`: the server would not tell. */
export const NODE_STATES = ['normal', 'on', 'off', 'suspended', 'maintenance', 'disconnected', 'unknown'] as const;
export type NodeState = (typeof NODE_STATES)[number];

export const hierarchyNodeSchema = z.object({
  /** "Type:moId". */
  ref: z.string().max(1024),
  /** As the server writes it; null where it did not tell. */
  name: z.string().nullable(),
  kind: z.enum(RESOURCE_TYPES),
  state: z.enum(NODE_STATES),
  /** ManagedEntityStatus: green, yellow, red or gray; absent where it was not told. */
  status: z.string().max(32).optional(),
  /** Of a template whose details were read: its guest system and when it was changed last, ISO 8601. */
  guest: z.string().optional(),
  modified: z.string().optional(),
});
export type HierarchyNode = z.infer<typeof hierarchyNodeSchema>;

/** Values of the nodes of a branch that the server did not hand out, by cause. */
export const missingValuesSchema = z.object({ path: z.string(), reason: z.string(), count: z.number() });
export type MissingValues = z.infer<typeof missingValuesSchema>;

/** `waiting` and `reading`: the details are on their way; `late`: they were not there in time and nobody waits any more. */
export const TEMPLATE_LANES = ['none', 'waiting', 'reading', 'ready', 'late', 'failed'] as const;
export type TemplateLane = (typeof TEMPLATE_LANES)[number];

/** What lies directly below one node, as a window shows it. */
export const hierarchyBranchSchema = z.object({
  view: z.enum(HIERARCHY_VIEWS),
  ref: z.string(),
  /** In the order in which they are shown. Templates come last, and only so many as `templates.shown` says. */
  nodes: z.array(hierarchyNodeSchema).readonly(),
  templates: z.object({
    total: z.number(),
    shown: z.number(),
    lane: z.enum(TEMPLATE_LANES),
    error: errorDataSchema.optional(),
  }),
  missing: z.array(missingValuesSchema).readonly(),
  /** When vCenter was asked for it, milliseconds since the epoch. */
  loadedAt: z.number(),
  freshUntil: z.number(),
  origin: z.enum(['vcenter', 'cache']),
  /** Why it could not be read again: what is shown is what was known before. */
  problem: errorDataSchema.optional(),
});
export type HierarchyBranch = z.infer<typeof hierarchyBranchSchema>;

/** Why a node was read. */
export const LOAD_REASONS = ['opened', 'forced', 'sync', 'templates'] as const;
export type LoadReason = (typeof LOAD_REASONS)[number];

/** One step in the life of a branch. */
export const hierarchyEventSchema = z.object({
  tree: z.string(),
  view: z.enum(HIERARCHY_VIEWS),
  ref: z.string(),
  kind: z.enum(['started', 'completed', 'failed']),
  reason: z.enum(LOAD_REASONS),
  /** Milliseconds since the epoch. */
  at: z.number(),
  /** How long it took; absent when it only started. */
  durationMs: z.number().optional(),
  /** Against what was known of the branch before; absent when nothing was. */
  changes: z.object({ added: z.number(), removed: z.number(), changed: z.number() }).optional(),
  error: errorDataSchema.optional(),
});
export type HierarchyEvent = z.infer<typeof hierarchyEventSchema>;

/** Where the branches of all trees are. */
export const hierarchyMemorySchema = z.object({
  /** Open in a window: held strongly. */
  held: z.number(),
  /** Not open any more and still in memory: the next collection of garbage may take them. */
  idle: z.number(),
  /** Taken by the garbage collector so far. */
  reclaimed: z.number(),
  /** Read from the cache so far, without asking vCenter. */
  fromCache: z.number(),
  /** Read from vCenter so far. */
  fromVcenter: z.number(),
});
export type HierarchyMemory = z.infer<typeof hierarchyMemorySchema>;

const empty = z.strictObject({});
const address = z.strictObject({
  tree: z.string().min(1).max(64),
  view: z.enum(HIERARCHY_VIEWS),
  ref: z.string().min(1).max(1024),
});
export type BranchAddress = z.infer<typeof address>;

export const hierarchyRequests = {
  /** The tree of the vCenter that a collection reads, with the first level of a view. Opens that level for this window. */
  'hierarchy:open': {
    params: z.strictObject({ collectionId: z.string().min(1).max(64), view: z.enum(HIERARCHY_VIEWS) }),
    result: z.object({ tree: z.string(), branch: hierarchyBranchSchema }),
  },
  /** What lies below a node: from memory or the cache while it is fresh, else from vCenter. The window holds it from now on. */
  'hierarchy:expand': { params: address, result: hierarchyBranchSchema },
  /** The window shows the branch no longer. */
  'hierarchy:collapse': { params: address, result: empty },
  /** Asks vCenter, however fresh the branch is. */
  'hierarchy:reload': { params: address, result: hierarchyBranchSchema },
  /** More templates of a branch; asks for their details. */
  'hierarchy:more': { params: address, result: hierarchyBranchSchema },
  /** The window shows none of its trees any longer. */
  'hierarchy:close': { params: empty, result: empty },
  'hierarchy:memory': { params: empty, result: hierarchyMemorySchema },
} as const;

export const hierarchyPushes = {
  'hierarchy:event': hierarchyEventSchema,
  'hierarchy:memory': hierarchyMemorySchema,
} as const;
