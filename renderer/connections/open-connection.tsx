import { Button, Checkbox, FormGroup, InputGroup } from '@blueprintjs/core';
import { type FormEvent, useRef, useState } from 'react';
import type { ConnectionsView, SavedConnection } from '../../shared/connections-view.ts';
import { formatNameList } from '../../shared/name-list.ts';
import { useServices } from '../shell/services.ts';
import { ErrorCallout } from '../ui/error-callout.tsx';
import { KeepOpen, keepsOpen } from '../vcenters/keep-open.tsx';
import { ChangedPin, pinChangeOf } from './changed-pin.tsx';
import { Fingerprint } from './fingerprint.tsx';
import { PlaceHeading } from './place-heading.tsx';
import { TestReport } from './test-report.tsx';
import { useConnectionTest } from './use-connection-test.ts';
import { useStart } from './use-start.ts';

/** Opens a saved connection, or tests it. */
export function OpenConnection(props: {
  readonly connection: SavedConnection;
  readonly secrets: ConnectionsView['secrets'];
  readonly edit: () => void;
  readonly back: () => void;
  readonly done: () => void;
}) {
  const { connection, secrets, edit, back, done } = props;
  const { bridge, collections } = useServices();
  const starting = useStart(done);
  const testing = useConnectionTest();
  // The password lives in its input alone: no state, no store.
  const passwordRef = useRef<HTMLInputElement>(null);
  const [remember, setRemember] = useState(false);
  const [keep, setKeep] = useState(() => keepsOpen(collections.store));
  const { id } = connection;

  const pinChange = pinChangeOf(starting.error) ?? pinChangeOf(testing.report?.error);
  if (pinChange !== undefined) {
    const leave = (): void => {
      starting.setError(undefined);
      testing.clear();
    };
    return <ChangedPin connection={connection} change={pinChange} replaced={leave} back={leave} />;
  }

  const entered = (): string | undefined => passwordRef.current?.value || undefined;
  const test = (): void => {
    starting.setError(undefined);
    void testing.start({ id }, entered());
  };
  const onSubmit = (event: FormEvent): void => {
    event.preventDefault();
    testing.clear();
    const password = entered();
    if (password === undefined && connection.password === 'ask') {
      starting.setError({ code: 'usage', message: 'Enter the password.', action: '' });
      return;
    }
    if (passwordRef.current !== null) passwordRef.current.value = '';
    const params = password === undefined ? { id } : { id, password, remember };
    void starting.run(() => bridge.requests['connections:open'](params), keep);
  };
  return (
    <form onSubmit={onSubmit} className="hs-form" aria-label="Saved connection">
      <PlaceHeading title={connection.name} back={back} />
      <div className="hs-form-body">
        <ConnectionFacts connection={connection} />
        <PasswordField connection={connection} inputRef={passwordRef} />
        {secrets.available ? (
          <Checkbox
            checked={remember}
            label="Remember the password once vCenter has accepted it"
            onChange={({ currentTarget }) => setRemember(currentTarget.checked)}
          />
        ) : null}
        <KeepOpen keep={keep} change={setKeep} />
        <p className="hs-quiet hs-form-note">{secrets.explanation}</p>
        {testing.error !== undefined && <ErrorCallout error={testing.error} />}
        {testing.report !== undefined && (
          <TestReport report={testing.report}>
            {testing.report.trusted === false && (
              <p>
                <Button size="small" text="Edit the connection to trust this certificate" onClick={edit} />
              </p>
            )}
          </TestReport>
        )}
      </div>
      {starting.error !== undefined && <ErrorCallout error={starting.error} />}
      <div className="hs-form-actions">
        <div className="hs-form-actions-start">
          {testing.running ? (
            <Button text="Stop the test" onClick={testing.stop} />
          ) : (
            <Button text="Test" onClick={test} disabled={starting.busy} />
          )}
          <Button variant="minimal" text="Edit" onClick={edit} disabled={starting.busy} />
        </div>
        {starting.busy && <Button text="Stop" onClick={starting.abandon} />}
        <Button
          type="submit"
          intent="primary"
          text={starting.busy ? 'Connecting…' : 'Connect'}
          loading={starting.busy}
        />
      </div>
    </form>
  );
}

function ConnectionFacts(props: { readonly connection: SavedConnection }) {
  const { server, user, datacenters, trust, authorities, timeoutSeconds, proxy } = props.connection;
  return (
    <dl className="hs-connection-facts">
      <dt>Server</dt>
      <dd>{server}</dd>
      <dt>User</dt>
      <dd>{user}</dd>
      <dt>Datacenters</dt>
      <dd>{datacenters.length === 0 ? 'all' : formatNameList(datacenters)}</dd>
      <dt>Certificate</dt>
      <dd>
        {trust.mode === 'system' && 'what the system trusts'}
        {trust.mode === 'ca' &&
          `issued by ${authorities?.map(({ subject }) => subject).join(' or ') || 'the imported authority'}`}
        {trust.mode === 'pin' && (
          <>
            pinned:{' '}
            <span className="hs-mono">
              <Fingerprint text={trust.fingerprint256} />
            </span>
          </>
        )}
      </dd>
      {timeoutSeconds !== null && (
        <>
          <dt>Time-out</dt>
          <dd>{timeoutSeconds} s</dd>
        </>
      )}
      {proxy === 'none' && (
        <>
          <dt>Proxy</dt>
          <dd>none</dd>
        </>
      )}
    </dl>
  );
}

const KNOWN = {
  ask: undefined,
  remembered: 'Remembered; enter another one to use that.',
  environment: 'From VSPHERE_PASSWORD of the environment; enter another one to use that.',
} as const;

function PasswordField(props: {
  readonly connection: SavedConnection;
  readonly inputRef: React.RefObject<HTMLInputElement | null>;
}) {
  const { connection, inputRef } = props;
  const { connectionBook } = useServices();
  const known = KNOWN[connection.password];
  return (
    <FormGroup label="Password" labelFor="open-password" helperText={known}>
      <InputGroup
        id="open-password"
        type="password"
        inputRef={inputRef}
        autoComplete="current-password"
        placeholder={known === undefined ? '' : '••••••••'}
        autoFocus
        fill
        {...(connection.password === 'remembered'
          ? {
              rightElement: (
                <Button
                  variant="minimal"
                  size="small"
                  text="Forget"
                  onClick={() => void connectionBook.forgetPassword(connection.id)}
                />
              ),
            }
          : {})}
      />
    </FormGroup>
  );
}
