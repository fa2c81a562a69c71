import { createContext, useContext } from 'react';
import type { ResourceType } from '../../shared/inventory.ts';
import type { Counted } from './counted.ts';
import type { KindState } from './kind-state.ts';
import type { MeasureId } from './measures.ts';

/** What the parts of the overview draw. */
export interface OverviewView {
  readonly counted: Counted;
  /** Position of the chosen scope. */
  readonly scope: number;
  readonly stateOf: (type: ResourceType) => KindState;
  /** Shows the rows behind a number. */
  readonly follow: (id: MeasureId, scope: number) => void;
  /** Shows one object with its details. */
  readonly open: (type: ResourceType, ref: string) => void;
}

export const OverviewContext = createContext<OverviewView | undefined>(undefined);

/** The numbers to draw. Throws outside of an OverviewContext. */
export function useOverview(): OverviewView {
  const view = useContext(OverviewContext);
  if (view === undefined) throw new Error('useOverview is called outside of an OverviewContext');
  return view;
}
