/** What happens to a batch, in the order of its way: waiting for vCenter's page, decoding, pruning and encoding, cache, IPC. */
export const BATCH_STAGES = ['page', 'decode', 'batch', 'cache', 'ipc'] as const;
export type BatchStage = (typeof BATCH_STAGES)[number];
