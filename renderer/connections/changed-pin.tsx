import { Button, Checkbox } from '@blueprintjs/core';
import { useState } from 'react';
import type { SavedConnection } from '../../shared/connections-view.ts';
import type { Certificate, ErrorData } from '../../shared/errors.ts';
import { useServices } from '../shell/services.ts';
import { ErrorCallout } from '../ui/error-callout.tsx';
import { CertificateFacts } from './certificate-facts.tsx';
import { Fingerprint } from './fingerprint.tsx';
import { PlaceHeading } from './place-heading.tsx';

/** A pinned certificate and what the server presents in its place. */
export interface PinChange {
  readonly pinned: string;
  readonly presented: Certificate;
}

/** What a failure says about a pin; undefined when it is about something else. */
export function pinChangeOf(error: ErrorData | undefined): PinChange | undefined {
  const { pinnedFingerprint256: pinned, certificate: presented } = error ?? {};
  return pinned === undefined || presented === undefined ? undefined : { pinned, presented };
}

/** The page that stands in the way when a server no longer presents the pinned certificate: nothing was sent to it. */
export function ChangedPin(props: {
  readonly connection: SavedConnection;
  readonly change: PinChange;
  readonly replaced: () => void;
  readonly back: () => void;
}) {
  const { connection, change, replaced, back } = props;
  const { connectionBook } = useServices();
  const [compared, setCompared] = useState(false);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<ErrorData>();
  const replace = async (): Promise<void> => {
    const { name, server, user, datacenters, timeoutSeconds, proxy, id } = connection;
    const trust = { mode: 'pin', fingerprint256: change.presented.fingerprint256 } as const;
    setBusy(true);
    const envelope = await connectionBook.save({ name, server, user, datacenters, timeoutSeconds, proxy, trust }, id);
    setBusy(false);
    if (envelope.ok) replaced();
    else setError(envelope.error);
  };
  return (
    <section className="hs-form hs-changed-pin" aria-label="Changed certificate">
      <PlaceHeading title={`The certificate of ${connection.name} has changed`} back={back} />
      <div className="hs-form-body">
        <ErrorCallout
          error={{
            message: `${connection.server} presents another certificate than the pinned one. Nothing was sent to it.`,
            action:
              'If it was renewed on purpose, compare the new fingerprint with the vCenter’s own console, then replace the pin. ' +
              'If nobody renewed it, somebody may be in between: do not go on, and ask whoever runs your network.',
          }}
        />
        <div className="hs-pins">
          <section aria-label="Pinned">
            <h4>Pinned</h4>
            <p className="hs-quiet">{pinnedText(connection.pinnedAt)}</p>
            <dl className="hs-connection-facts">
              <dt>SHA-256</dt>
              <dd className="hs-mono">
                <Fingerprint text={change.pinned} />
              </dd>
            </dl>
          </section>
          <section aria-label="Presented now">
            <h4>Presented now</h4>
            <CertificateFacts certificate={change.presented} />
          </section>
        </div>
        <Checkbox
          checked={compared}
          label="I have compared the new fingerprint with the vCenter’s own console"
          onChange={({ currentTarget }) => setCompared(currentTarget.checked)}
        />
        {connection.password === 'remembered' && (
          <p className="hs-quiet">
            The remembered password was for the old certificate; it is forgotten with the old pin.
          </p>
        )}
      </div>
      {error !== undefined && <ErrorCallout error={error} />}
      <div className="hs-form-actions">
        <Button text="Keep the old pin" onClick={back} />
        <Button
          intent="danger"
          text="Replace the pin"
          disabled={!compared}
          loading={busy}
          onClick={() => void replace()}
        />
      </div>
    </section>
  );
}

function pinnedText(pinnedAt: number | undefined): string {
  return pinnedAt === undefined ? 'When is not known' : `On ${new Date(pinnedAt).toLocaleDateString('en-CA')}`;
}
