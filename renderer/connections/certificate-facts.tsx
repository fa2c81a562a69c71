import type { Certificate } from '../../shared/errors.ts';
import { visibleText } from '../../shared/visible-text.ts';
import { Fingerprint } from './fingerprint.tsx';

function dayOf(text: string): string {
  const moment = new Date(text);
  return Number.isNaN(moment.getTime()) ? text : moment.toLocaleDateString('en-CA');
}

/** What a person needs to know of a certificate. */
export function CertificateFacts(props: { readonly certificate: Certificate }) {
  const { subject, issuer, validFrom, validTo, fingerprint256 } = props.certificate;
  return (
    <dl className="hs-connection-facts">
      <dt>Subject</dt>
      <dd>{visibleText(subject)}</dd>
      <dt>Issuer</dt>
      <dd>{visibleText(issuer)}</dd>
      <dt>Valid</dt>
      <dd>{visibleText(`${dayOf(validFrom)} to ${dayOf(validTo)}`)}</dd>
      <dt>SHA-256</dt>
      <dd className="hs-mono">
        <Fingerprint text={fingerprint256} />
      </dd>
    </dl>
  );
}
