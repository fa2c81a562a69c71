import { Tag } from '@blueprintjs/core';
import { useStore } from 'zustand';
import type { CollectionState } from '../../shared/contract.ts';
import type { ResourceType } from '../../shared/inventory.ts';
import { useServices } from '../shell/services.ts';
import { useTicking } from '../ui/use-ticking.ts';
import { ageNote, changesText } from './freshness.ts';

function Note(props: {
  readonly collection: CollectionState;
  readonly type: ResourceType;
  /** Whose rows they are, where there are several vCenters. */
  readonly whose: string | undefined;
}) {
  const { collection, type, whose } = props;
  const { clock } = useServices();
  const age = ageNote(collection, type, clock.now());
  const changes = collection.changes?.[type];
  useTicking(10_000, age !== undefined);
  if (age !== undefined) {
    return (
      <Tag minimal intent={age.stale ? 'warning' : 'none'} className="hs-age">
        {whose === undefined ? age.text : `${whose}: ${age.text}`}
      </Tag>
    );
  }
  // Beside other vCenters there is room for what a person has to know only.
  if (changes === undefined || whose !== undefined) return null;
  const text = changesText(changes);
  return (
    <span
      className="hs-changes"
      title={`${text}, compared with the rows that were cached before. Values that move all the time, such as CPU use, do not count.`}
    >
      {text}
    </span>
  );
}

/** How old the rows of a kind are while they come from the cache, and afterwards what the refresh found. */
export function FreshnessNote(props: { readonly type: ResourceType }) {
  const { collections } = useServices();
  const open = useStore(collections.store, (state) => state.open);
  return open.map(({ key, label, collection }) => (
    <Note key={key} collection={collection} type={props.type} whose={open.length > 1 ? label : undefined} />
  ));
}
