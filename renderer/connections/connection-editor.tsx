import { Button, Radio, RadioGroup } from '@blueprintjs/core';
import { type FormEvent, useState } from 'react';
import { useStore } from 'zustand';
import type { ErrorData } from '../../shared/errors.ts';
import { useServices } from '../shell/services.ts';
import { ErrorCallout } from '../ui/error-callout.tsx';
import { CertificateCard } from './certificate-card.tsx';
import { type ConnectionForm, readForm } from './connection-form.ts';
import { Field } from './field.tsx';
import { PlaceHeading } from './place-heading.tsx';
import { TestReport } from './test-report.tsx';
import { TrustFields } from './trust-fields.tsx';
import { useConnectionTest } from './use-connection-test.ts';

/** Adds a connection, or changes the one with `id`. */
export function ConnectionEditor(props: {
  readonly id: string | undefined;
  readonly initial: ConnectionForm;
  readonly saved: (id: string) => void;
  readonly cancel: () => void;
}) {
  const { id, initial, saved, cancel } = props;
  const { connectionBook } = useServices();
  const proxyExplanation = useStore(connectionBook.store, ({ view }) => view?.proxyExplanation);
  const [form, setForm] = useState(initial);
  const [error, setError] = useState<ErrorData>();
  const [saving, setSaving] = useState(false);
  const testing = useConnectionTest();
  const { report } = testing;

  const change = (changed: Partial<ConnectionForm>): void => {
    setForm((before) => ({ ...before, ...changed }));
    setError(undefined);
    // What was found out is about another server now.
    if (changed.server !== undefined) testing.clear();
  };
  const problem = (field: keyof ConnectionForm): string | undefined =>
    error?.field === field ? `${error.message} ${error.action}` : undefined;
  const test = (): void => {
    // A pin that is not there yet is what the test is to find.
    const looking =
      form.trust === 'pin' && form.fingerprint.trim() === '' ? { ...form, trust: 'system' as const } : form;
    const read = readForm({ ...looking, user: looking.user || 'nobody' });
    setError(read.error);
    if (read.draft !== undefined) void testing.start({ draft: read.draft });
  };
  const onSubmit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const read = readForm(form);
    setError(read.error);
    if (read.draft === undefined) return;
    setSaving(true);
    const envelope = await connectionBook.save(read.draft, id);
    setSaving(false);
    if (envelope.ok) saved(envelope.value);
    else setError(envelope.error);
  };
  const presented = report?.trusted === false ? report.certificate : undefined;
  const isPinned = form.trust === 'pin' && presented?.fingerprint256 === form.fingerprint;
  const shownBeside = error?.field !== undefined && error.field in form;
  return (
    <form onSubmit={(event) => void onSubmit(event)} className="hs-form" aria-label="Connection" noValidate>
      <PlaceHeading title={id === undefined ? 'New connection' : `Edit ${initial.name}`} back={cancel} />
      <div className="hs-form-body">
        <div className="hs-form-pair">
          <Field
            id="connection-name"
            label="Name"
            info="(optional)"
            value={form.name}
            change={(name) => change({ name })}
            placeholder="As the server"
            problem={problem('name')}
            autoComplete="off"
          />
          <Field
            id="connection-server"
            label="Server"
            value={form.server}
            change={(server) => change({ server })}
            placeholder="vcenter.example.com"
            problem={problem('server')}
            autoComplete="url"
          />
        </div>
        <div className="hs-form-pair">
          <Field
            id="connection-user"
            label="User"
            value={form.user}
            change={(user) => change({ user })}
            placeholder="administrator@vsphere.local"
            problem={problem('user')}
            autoComplete="username"
          />
          <Field
            id="connection-datacenters"
            label="Datacenters"
            info="(optional)"
            value={form.datacenters}
            change={(datacenters) => change({ datacenters })}
            placeholder="All; or names, comma separated"
            autoComplete="off"
          />
        </div>
        <TrustFields form={form} change={change} problem={problem} />
        <div className="hs-form-pair">
          <Field
            id="connection-timeout"
            label="Time-out in seconds"
            info="(optional)"
            value={form.timeout}
            change={(timeout) => change({ timeout })}
            placeholder="As in the settings"
            problem={problem('timeout')}
            autoComplete="off"
          />
          <RadioGroup
            label="Proxy"
            className="hs-radios"
            selectedValue={form.proxy}
            onChange={({ currentTarget }) => change({ proxy: currentTarget.value === 'none' ? 'none' : 'system' })}
          >
            <Radio value="system" label="As it is set up" />
            <Radio value="none" label="None" />
          </RadioGroup>
        </div>
        {form.proxy === 'system' && proxyExplanation !== undefined && (
          <p className="hs-quiet hs-form-note">Proxy: {proxyExplanation}</p>
        )}
        {testing.error !== undefined && <ErrorCallout error={testing.error} />}
        {report !== undefined && presented === undefined && <TestReport report={report} />}
        {presented !== undefined && (
          <CertificateCard
            certificate={presented}
            reason={report?.error?.message}
            trusted={isPinned}
            setTrusted={(trusted) =>
              change(
                trusted
                  ? { trust: 'pin', fingerprint: presented.fingerprint256 }
                  : { trust: 'system', fingerprint: '' },
              )
            }
          />
        )}
      </div>
      {error !== undefined && !shownBeside && <ErrorCallout error={error} />}
      <div className="hs-form-actions">
        <div className="hs-form-actions-start">
          {testing.running ? (
            <Button text="Stop the test" onClick={testing.stop} />
          ) : (
            <Button text="Test" onClick={test} disabled={saving} />
          )}
        </div>
        <Button text="Cancel" onClick={cancel} />
        <Button type="submit" intent="primary" text="Save" loading={saving} />
      </div>
    </form>
  );
}
