import { Button, FormGroup, InputGroup } from '@blueprintjs/core';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import type { RequestResult } from '../../shared/contract.ts';
import type { ErrorData } from '../../shared/errors.ts';
import { useServices } from '../shell/services.ts';
import { ErrorCallout } from '../ui/error-callout.tsx';
import { KeepOpen, keepsOpen } from '../vcenters/keep-open.tsx';
import { CertificateCard } from './certificate-card.tsx';
import { type ConnectionForm, EMPTY_FORM } from './connection-form.ts';
import { Field } from './field.tsx';
import { gapOf, initialForm, type SourceForm, sourceOf } from './source-form.ts';
import { useStart } from './use-start.ts';

type Probe = RequestResult<'connection:probe'>;

/** A certificate that nobody vouched for has to be looked at before a password is sent. */
function doubtOf(probe: Probe): ErrorData | undefined {
  if (probe.trusted || probe.certificate !== undefined) return undefined;
  return {
    code: 'certificate-untrusted',
    message: probe.reason ?? `${probe.server} cannot be trusted.`,
    action: 'Use an https address of the vCenter.',
  };
}

/** Looks at the server first, asks about its certificate when need be, and only then sends the password. */
export function VcenterForm(props: { readonly done: () => void; readonly save: (form: ConnectionForm) => void }) {
  const { bridge, collections } = useServices();
  const { busy, error, setError, start, abandon } = useStart(props.done);
  const [form, setForm] = useState<SourceForm>({ server: '', user: '', datacenters: '' });
  const [probe, setProbe] = useState<Probe>();
  const [probing, setProbing] = useState(false);
  const [trusted, setTrusted] = useState(false);
  const [keep, setKeep] = useState(() => keepsOpen(collections.store));
  // The password lives in its input alone: no state, no store.
  const passwordRef = useRef<HTMLInputElement>(null);

  useEffect(() => {
    void bridge.requests['app:info']({}).then((envelope) => {
      if (envelope.ok) setForm((typed) => (typed.server === '' ? initialForm(envelope.value.connection) : typed));
    });
  }, [bridge]);

  const changeServer = (server: string): void => {
    setForm({ ...form, server });
    setProbe(undefined);
    setTrusted(false);
  };
  const send = async (looked: Probe): Promise<void> => {
    const input = passwordRef.current;
    if (input === null) return;
    const password = input.value;
    input.value = '';
    await start(sourceOf(form, password, looked.trusted ? undefined : looked.certificate?.fingerprint256), keep);
  };
  const look = async (): Promise<void> => {
    setProbing(true);
    const envelope = await bridge.requests['connection:probe']({ server: form.server.trim() });
    setProbing(false);
    if (!envelope.ok) {
      setError(envelope.error);
      return;
    }
    setProbe(envelope.value);
    const doubt = doubtOf(envelope.value);
    if (doubt !== undefined) setError(doubt);
    else if (envelope.value.trusted) await send(envelope.value);
  };
  const onSubmit = (event: FormEvent): void => {
    event.preventDefault();
    const gap = gapOf(form, passwordRef.current?.value ?? '');
    setError(gap === undefined ? undefined : { code: 'usage', message: gap, action: '' });
    if (gap === undefined) void (probe === undefined ? look() : send(probe));
  };
  const saveForLater = (): void => {
    const pin = probe !== undefined && !probe.trusted && trusted ? probe.certificate?.fingerprint256 : undefined;
    props.save({ ...EMPTY_FORM, ...form, ...(pin === undefined ? {} : { trust: 'pin', fingerprint: pin }) });
  };
  const undecided = probe !== undefined && !probe.trusted && !trusted;
  return (
    <form onSubmit={onSubmit} className="hs-form" aria-label="vCenter">
      <div className="hs-form-body">
        <Field
          id="connect-server"
          label="Server"
          value={form.server}
          change={changeServer}
          placeholder="vcenter.example.com"
          autoComplete="url"
        />
        <div className="hs-form-pair">
          <Field
            id="connect-user"
            label="User"
            value={form.user}
            change={(user) => setForm({ ...form, user })}
            placeholder="administrator@vsphere.local"
            autoComplete="username"
          />
          <FormGroup label="Password" labelFor="connect-password">
            <InputGroup
              id="connect-password"
              type="password"
              inputRef={passwordRef}
              autoComplete="current-password"
              fill
            />
          </FormGroup>
        </div>
        <Field
          id="connect-datacenters"
          label="Datacenters"
          info="(optional)"
          value={form.datacenters}
          change={(datacenters) => setForm({ ...form, datacenters })}
          placeholder="All; or names, comma separated"
          autoComplete="off"
        />
        {probe?.certificate !== undefined && !probe.trusted && (
          <CertificateCard
            certificate={probe.certificate}
            reason={probe.reason}
            trusted={trusted}
            setTrusted={setTrusted}
          />
        )}
        <KeepOpen keep={keep} change={setKeep} />
      </div>
      {error !== undefined && <ErrorCallout error={error} />}
      <div className="hs-form-actions">
        <div className="hs-form-actions-start">
          <Button variant="minimal" text="Save for later…" onClick={saveForLater} disabled={busy} />
        </div>
        {busy && <Button text="Stop" onClick={abandon} />}
        <Button
          type="submit"
          intent="primary"
          text={busy ? 'Connecting…' : 'Connect'}
          loading={probing || busy}
          disabled={undecided}
        />
      </div>
    </form>
  );
}
