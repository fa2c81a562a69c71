import { Callout, Checkbox } from '@blueprintjs/core';
import { useEffect, useRef } from 'react';
import type { Certificate } from '../../shared/errors.ts';
import { CertificateFacts } from './certificate-facts.tsx';

/** A certificate that the system does not trust, with what a person needs to decide about it. */
export function CertificateCard(props: {
  readonly certificate: Certificate;
  readonly reason: string | undefined;
  readonly trusted: boolean;
  readonly setTrusted: (trusted: boolean) => void;
}) {
  const { certificate, reason, trusted, setTrusted } = props;
  const ref = useRef<HTMLDivElement>(null);
  // It comes below what is in sight, and nothing goes on without it.
  useEffect(() => void ref.current?.scrollIntoView({ block: 'nearest' }), []);
  return (
    <div ref={ref}>
      <Callout intent="warning" compact className="hs-certificate" aria-label="Certificate">
        <p>
          <strong>{reason ?? 'The server’s certificate is not trusted.'}</strong>
        </p>
        <CertificateFacts certificate={certificate} />
        <p>Compare the fingerprint with the one that the vCenter’s own console shows before you trust it.</p>
        <Checkbox
          checked={trusted}
          label="Trust this certificate"
          onChange={(event) => setTrusted(event.currentTarget.checked)}
        />
      </Callout>
    </div>
  );
}
