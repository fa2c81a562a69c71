import { Button, FormGroup, InputGroup, Switch } from '@blueprintjs/core';
import { type FormEvent, useState } from 'react';
import { formatCount } from '../../shared/units.ts';
import { useServices } from '../shell/services.ts';
import { ErrorCallout } from '../ui/error-callout.tsx';
import { KeepOpen, keepsOpen } from '../vcenters/keep-open.tsx';
import { useStart } from './use-start.ts';

const MOST_VMS = 100_000;
const SIZES = [2000, 10_000, 50_000, MOST_VMS];

/** Starts a made-up estate of any size; its rows come over the same way as a vCenter's. */
export function DemoForm(props: { readonly done: () => void }) {
  const { busy, error, setError, start, abandon } = useStart(props.done);
  const { collections } = useServices();
  const [text, setText] = useState('2000');
  const [life, setLife] = useState(true);
  const [keep, setKeep] = useState(() => keepsOpen(collections.store));
  const onSubmit = (event: FormEvent): void => {
    event.preventDefault();
    const vms = Number(text);
    if (!Number.isInteger(vms) || vms < 1 || vms > MOST_VMS) {
      setError({
        code: 'usage',
        message: `“${text}” is not a number of VMs.`,
        action: `Enter a whole number from 1 to ${formatCount(MOST_VMS)}.`,
      });
      return;
    }
    void start({ kind: 'demo', vms, seed: 1, datacenters: [], ...(life ? { life } : {}) }, keep);
  };
  return (
    <form onSubmit={onSubmit} className="hs-form" aria-label="Demo estate" noValidate>
      <div className="hs-form-body">
        <FormGroup label="VMs" labelFor="demo-vms" helperText={`1 to ${formatCount(MOST_VMS)}; always the same estate`}>
          <InputGroup id="demo-vms" value={text} onValueChange={setText} inputMode="numeric" autoComplete="off" fill />
        </FormGroup>
        <fieldset className="hs-sizes" aria-label="Common sizes">
          {SIZES.map((size) => (
            <Button key={size} size="small" text={formatCount(size)} onClick={() => setText(String(size))} />
          ))}
        </fieldset>
        <Switch
          checked={life}
          label="Let things happen: machines are switched, renamed, made and deleted"
          onChange={({ currentTarget }) => setLife(currentTarget.checked)}
        />
        <KeepOpen keep={keep} change={setKeep} />
      </div>
      {error !== undefined && <ErrorCallout error={error} />}
      <div className="hs-form-actions">
        {busy && <Button text="Stop" onClick={abandon} />}
        <Button type="submit" intent="primary" text="Start demo" loading={busy} />
      </div>
    </form>
  );
}
