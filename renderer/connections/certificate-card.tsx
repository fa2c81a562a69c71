import { Callout, Checkbox } from '@blueprintjs/core';
import { Fragment } from 'react';
import type { Certificate } from '../../shared/errors.ts';

function dayOf(text: string): string {
  const moment = new Date(text);
  return Number.isNaN(moment.getTime()) ? text : moment.toLocaleDateString('en-CA');
}

/** A fingerprint that breaks between its pairs only. */
function Fingerprint(props: { readonly text: string }) {
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

/** A certificate that the system does not trust, with what a person needs to decide about it. */
export function CertificateCard(props: {
  readonly certificate: Certificate;
  readonly reason: string | undefined;
  readonly trusted: boolean;
  readonly setTrusted: (trusted: boolean) => void;
}) {
  const { certificate, reason, trusted, setTrusted } = props;
  return (
    <Callout intent="warning" compact className="hs-certificate" aria-label="Certificate">
      <p>
        <strong>{reason ?? 'The server’s certificate is not trusted.'}</strong>
      </p>
      <dl>
        <dt>Subject</dt>
        <dd>{certificate.subject}</dd>
        <dt>Issuer</dt>
        <dd>{certificate.issuer}</dd>
        <dt>Valid</dt>
        <dd>
          {dayOf(certificate.validFrom)} to {dayOf(certificate.validTo)}
        </dd>
        <dt>SHA-256</dt>
        <dd className="hs-mono">
          <Fingerprint text={certificate.fingerprint256} />
        </dd>
      </dl>
      <p>Compare the fingerprint with the one that the vCenter’s own console shows before you trust it.</p>
      <Checkbox
        checked={trusted}
        label="Trust this certificate"
        onChange={(event) => setTrusted(event.currentTarget.checked)}
      />
    </Callout>
  );
}
