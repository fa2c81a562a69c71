import { Fragment } from 'react';

/** A fingerprint that breaks between its pairs only. */
export function Fingerprint(props: { readonly text: string }) {
  const pairs = props.text.split(':');
  return pairs.map((pair, position) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: pairs repeat, and their places never change
    <Fragment key={position}>
      {position > 0 && (
        <>
          :<wbr />
        </>
      )}
      {pair}
    </Fragment>
  ));
}
