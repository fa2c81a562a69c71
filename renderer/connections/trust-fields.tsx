import { Button, FormGroup, Radio, RadioGroup, TextArea } from '@blueprintjs/core';
import { type ChangeEvent, useRef } from 'react';
import { MAX_PEM } from '../../shared/connections-view.ts';
import type { ConnectionForm } from './connection-form.ts';
import { Field } from './field.tsx';

const MODES: readonly (readonly [mode: ConnectionForm['trust'], label: string])[] = [
  ['system', 'What the system trusts'],
  ['ca', 'An imported authority, and no other'],
  ['pin', 'One pinned certificate'],
];

/** How the connection knows that the server is the right one. */
export function TrustFields(props: {
  readonly form: ConnectionForm;
  readonly change: (change: Partial<ConnectionForm>) => void;
  readonly problem: (field: keyof ConnectionForm) => string | undefined;
}) {
  const { form, change, problem } = props;
  const modeOf = (value: string) => MODES.find(([mode]) => mode === value)?.[0] ?? form.trust;
  return (
    <>
      <RadioGroup
        label="Certificate"
        className="hs-radios"
        selectedValue={form.trust}
        onChange={({ currentTarget }) => change({ trust: modeOf(currentTarget.value) })}
      >
        {MODES.map(([mode, label]) => (
          <Radio key={mode} value={mode} label={label} />
        ))}
      </RadioGroup>
      {form.trust === 'ca' && <AuthorityField pem={form.pem} change={change} problem={problem('pem')} />}
      {form.trust === 'pin' && (
        <Field
          id="connection-fingerprint"
          label="SHA-256 fingerprint"
          value={form.fingerprint}
          change={(fingerprint) => change({ fingerprint })}
          placeholder="AB:CD:…"
          help="Paste it from the vCenter’s own console, or press Test to see what the server presents."
          problem={problem('fingerprint')}
          autoComplete="off"
        />
      )}
    </>
  );
}

function AuthorityField(props: {
  readonly pem: string;
  readonly change: (change: Partial<ConnectionForm>) => void;
  readonly problem: string | undefined;
}) {
  const { pem, change, problem } = props;
  const fileRef = useRef<HTMLInputElement>(null);
  const read = async ({ currentTarget }: ChangeEvent<HTMLInputElement>): Promise<void> => {
    const [file] = currentTarget.files ?? [];
    if (file !== undefined) change({ pem: await file.slice(0, MAX_PEM + 1).text() });
  };
  return (
    <FormGroup
      label="Authority (PEM)"
      labelFor="connection-pem"
      intent={problem === undefined ? 'none' : 'danger'}
      helperText={
        problem ??
        'The certificate of the authority that issued the server’s. A vCenter offers its own on its start page.'
      }
    >
      <TextArea
        id="connection-pem"
        className="hs-pem"
        value={pem}
        onChange={({ currentTarget }) => change({ pem: currentTarget.value })}
        placeholder="-----BEGIN CERTIFICATE-----"
        spellCheck={false}
        fill
      />
      <Button size="small" text="Choose a file…" onClick={() => fileRef.current?.click()} />
      <input
        ref={fileRef}
        type="file"
        accept=".pem,.crt,.cer,.0"
        hidden
        aria-label="File of the authority"
        onChange={(event) => void read(event)}
      />
    </FormGroup>
  );
}
