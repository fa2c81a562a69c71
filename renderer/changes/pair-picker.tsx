import { HTMLSelect } from '@blueprintjs/core';
import { ArrowRight } from '@blueprintjs/icons';
import { useStore } from 'zustand';
import type { Generation } from '../../shared/generations-view.ts';
import { useServices } from '../shell/services.ts';
import { useTicking } from '../ui/use-ticking.ts';
import { generationText } from './changes-text.ts';
import { olderThan } from './pair-choice.ts';

/** Ages in the lists are told anew this often. */
const TICK_MS = 15_000;

function GenerationSelect(props: {
  readonly label: string;
  readonly value: string | undefined;
  readonly generations: readonly Generation[];
  /** Whether the vCenter has to be said. */
  readonly named: boolean;
  readonly choose: (id: string) => void;
}) {
  const { label, value, generations, named, choose } = props;
  const { clock } = useServices();
  return (
    <HTMLSelect
      className="hs-generation-select"
      aria-label={label}
      disabled={generations.length === 0}
      value={value ?? ''}
      onChange={({ currentTarget }) => choose(currentTarget.value)}
    >
      {value === undefined && <option value="">None</option>}
      {generations.map((each) => (
        <option key={each.id} value={each.id}>
          {generationText(each, clock.now(), named)}
        </option>
      ))}
    </HTMLSelect>
  );
}

/** Which two generations are compared: any one, and an older one of the same vCenter. */
export function PairPicker() {
  const { changes } = useServices();
  const generations = useStore(changes.store, (state) => state.list?.generations ?? NONE);
  const { older, newer } = useStore(changes.store, (state) => state.pair);
  useTicking(TICK_MS, generations.length > 0);
  const named = new Set(generations.map(({ about }) => about.instanceUuid)).size > 1;
  return (
    <div className="hs-pair">
      <GenerationSelect
        label="From"
        value={older}
        generations={olderThan(newer, generations)}
        named={false}
        choose={(id) => changes.chooseOlder(id)}
      />
      <ArrowRight size={14} aria-label="to" />
      <GenerationSelect
        label="To"
        value={newer}
        generations={generations}
        named={named}
        choose={(id) => changes.chooseNewer(id)}
      />
    </div>
  );
}

const NONE: readonly Generation[] = [];
