import type { AllocationProfile, CollectionState } from '../../../shared/contract.ts';
import { formatDuration } from '../../../shared/units.ts';
import type { RecordedAllocations, WrittenFile } from '../tools/memory-toolbox.ts';

/** Where a profile came from. */
export const PROFILE_SOURCES = ['recording', 'collection'] as const;
export type ProfileSource = (typeof PROFILE_SOURCES)[number];

export interface ShownProfile {
  readonly source: ProfileSource;
  readonly label: string;
  readonly profile: AllocationProfile;
  /** Where it was written to, for other tools. */
  readonly file?: WrittenFile;
}

/** The profiles there are to show: the last recording, and what the setting recorded of the collection on screen. */
export function shownProfiles(
  recorded: RecordedAllocations | undefined,
  collection: CollectionState | undefined,
): readonly ShownProfile[] {
  const profiles: ShownProfile[] = [];
  if (recorded !== undefined) {
    const { isolate, seconds, file, profile } = recorded;
    profiles.push({ source: 'recording', label: `${isolate}, ${formatDuration(seconds)}`, profile, file });
  }
  if (collection?.profile !== undefined) {
    profiles.push({ source: 'collection', label: 'Whole collection', profile: collection.profile });
  }
  return profiles;
}
