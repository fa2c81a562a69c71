import { Callout, type Intent } from '@blueprintjs/core';
import { Help, Tick, TrendingDown, TrendingUp } from '@blueprintjs/icons';
import type { JSX } from 'react';
import type { LeakVerdict } from '../../../shared/memory-view.ts';

interface Look {
  readonly intent: Intent;
  readonly icon: JSX.Element;
  /** What it means for whoever asked. */
  readonly meaning: string;
}

const LOOKS: Readonly<Record<LeakVerdict['kind'], Look>> = {
  steady: {
    intent: 'success',
    icon: <Tick />,
    meaning: 'Collecting again and again leaves nothing behind, as far as so many collections can tell.',
  },
  growing: {
    intent: 'danger',
    icon: <TrendingUp />,
    meaning: 'Every collection leaves something behind. Heap snapshots before and after a few of them show what it is.',
  },
  shrinking: {
    intent: 'primary',
    icon: <TrendingDown />,
    meaning: 'The heap was still settling when the check began. A second check tells more.',
  },
  unclear: {
    intent: 'warning',
    icon: <Help />,
    meaning:
      'The heap moves more from one collection to the next than a leak would. Check again with more collections.',
  },
};

/** The verdict in a sentence, and what it means. */
export function VerdictNote(props: { readonly verdict: LeakVerdict }) {
  const { kind, sentence } = props.verdict;
  const { intent, icon, meaning } = LOOKS[kind];
  return (
    <Callout className="hs-verdict" intent={intent} icon={icon} compact role="status" data-verdict={kind}>
      <strong>{sentence}</strong>
      <div>{meaning}</div>
    </Callout>
  );
}
