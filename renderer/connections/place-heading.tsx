import { Button } from '@blueprintjs/core';
import { ChevronLeft } from '@blueprintjs/icons';

/** The heading of a page within the dialog, with the way back. */
export function PlaceHeading(props: { readonly title: string; readonly back: () => void }) {
  const { title, back } = props;
  return (
    <div className="hs-place-heading">
      <Button variant="minimal" size="small" icon={<ChevronLeft size={14} />} aria-label="Back" onClick={back} />
      <h3>{title}</h3>
    </div>
  );
}
