import { visibleText } from '../../../shared/visible-text.ts';
import { useServices } from '../../shell/services.ts';
import { unqualified } from '../qualified-ref.ts';

/** The name of a referenced object; a link where the object is one of the inventory. */
export function ReferenceLink({ reference }: { readonly reference: string }) {
  const { inventory } = useServices();
  const name = visibleText(inventory.estate.nameOf(reference));
  const type = inventory.estate.typeOf(reference);
  if (type === undefined) return name;
  return (
    <button
      type="button"
      className="hs-link"
      title={unqualified(reference)}
      onClick={() => inventory.open(type, reference)}
    >
      {name}
    </button>
  );
}
