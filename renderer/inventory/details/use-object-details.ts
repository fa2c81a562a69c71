import { useEffect, useState } from 'react';
import type { ErrorData } from '../../../shared/errors.ts';
import type { InventoryDetails } from '../../../shared/inventory-details.ts';
import { useServices } from '../../shell/services.ts';
import { qualifyDetails } from '../../vcenters/qualify-details.ts';
import { vcenterOf } from '../qualified-ref.ts';

/** Nobody looks at an object that the arrow keys pass by. */
const SETTLE_MS = 250;

/** What is known of the details of an object: not yet anything, an answer, or why there is none. */
export interface ObjectDetails {
  readonly details: InventoryDetails | undefined;
  readonly error: ErrorData | undefined;
  /** Reads them again. */
  reload(): void;
}

interface Answer {
  readonly key: string;
  readonly details?: InventoryDetails;
  readonly error?: ErrorData;
}

/** Reads the details of an object from its vCenter once the choice of it has settled. */
export function useObjectDetails(reference: string): ObjectDetails {
  const { bridge, inventory } = useServices();
  const { collectionId, ref } = inventory.addressOf(reference) ?? {};
  const [answer, setAnswer] = useState<Answer>();
  const [tries, setTries] = useState(0);
  const key = `${collectionId} ${reference} ${tries}`;
  useEffect(() => {
    if (collectionId === undefined || ref === undefined) return;
    let current = true;
    const timer = setTimeout(async () => {
      const envelope = await bridge.requests['inventory:details']({ collectionId, ref });
      if (!current) return;
      if (envelope.ok) setAnswer({ key, details: qualifyDetails(envelope.value, vcenterOf(reference)) });
      else setAnswer({ key, error: envelope.error });
    }, SETTLE_MS);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [bridge, collectionId, ref, reference, key]);
  const known = answer?.key === key ? answer : undefined;
  return { details: known?.details, error: known?.error, reload: () => setTries((count) => count + 1) };
}
