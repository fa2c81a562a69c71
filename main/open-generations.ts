import { join } from 'node:path';
import type { Settings } from '../shared/settings.ts';
import { Generations, type GenerationsOptions } from './generations/generations.ts';
import { writeAtomically } from './settings/atomic-file.ts';

export type { Comparison } from './generations/comparison.ts';
export type { Generations } from './generations/generations.ts';

export interface OpenGenerationsOptions extends Pick<GenerationsOptions, 'onIsolate'> {
  /** Data folder. */
  readonly folder: string;
  /** As they are now. */
  readonly settings: () => Settings;
}

/** The collections that are kept in a data folder. */
export function openGenerations({ folder, settings, ...rest }: OpenGenerationsOptions): Generations {
  return new Generations({
    ...rest,
    folder: join(folder, 'generations'),
    writeAtomically,
    limits: () => {
      const { generations, generationsMegabytes } = settings();
      return { perVcenter: generations, maxBytes: generationsMegabytes * 1024 * 1024 };
    },
  });
}
