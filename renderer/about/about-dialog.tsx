import { Button, Dialog, DialogBody, DialogFooter } from '@blueprintjs/core';
import { Clipboard } from '@blueprintjs/icons';
import { useEffect, useState } from 'react';
import { type Diagnostics, diagnosticsText } from '../../shared/app-view.ts';
import type { HeapsphereBridge } from '../../shared/contract.ts';
import type { ErrorData } from '../../shared/errors.ts';
import { useServices } from '../shell/services.ts';
import { copyText } from '../ui/clipboard.ts';
import { ErrorCallout } from '../ui/error-callout.tsx';

type Answer = Diagnostics | { readonly error: ErrorData };

/** What Heapsphere is and runs on, read when the dialog opens, to be copied into a report of a problem. */
export function AboutDialog(props: { readonly isOpen: boolean; readonly close: () => void }) {
  const { isOpen, close } = props;
  const { bridge } = useServices();
  const answer = useDiagnostics(bridge, isOpen);
  return (
    <Dialog isOpen={isOpen} onClose={close} title="About Heapsphere" className="hs-about">
      <DialogBody className="hs-about-body" tabIndex={0}>
        <p>
          A dashboard for vSphere operators: the inventory of a large vCenter beside the live heap that holds it. MIT
          licence; the licences of what it contains are installed with it.
        </p>
        {answer !== undefined && ('error' in answer ? <ErrorCallout error={answer.error} /> : <Facts of={answer} />)}
      </DialogBody>
      <DialogFooter
        actions={
          <>
            {answer !== undefined && 'sections' in answer && <CopyButton diagnostics={answer} />}
            <Button text="Close" intent="primary" onClick={close} />
          </>
        }
      >
        <span className="hs-about-note">No passwords, and no names of servers, users or files.</span>
      </DialogFooter>
    </Dialog>
  );
}

function Facts(props: { readonly of: Diagnostics }) {
  return props.of.sections.map(({ title, facts }) => (
    <section key={title} aria-label={title}>
      <h2>{title}</h2>
      <dl className="hs-about-facts">
        {facts.map(({ name, value }) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  ));
}

function CopyButton(props: { readonly diagnostics: Diagnostics }) {
  const [copied, setCopied] = useState<boolean>();
  const texts = { true: 'Copied', false: 'Could not copy', undefined: 'Copy diagnostics' } as const;
  return (
    <Button
      icon={<Clipboard size={14} />}
      text={texts[`${copied}`]}
      aria-live="polite"
      onClick={() => setCopied(copyText(diagnosticsText(props.diagnostics)))}
    />
  );
}

/** Asked for anew each time the dialog opens; undefined until there is an answer. */
function useDiagnostics(bridge: HeapsphereBridge, wanted: boolean): Answer | undefined {
  const [answer, setAnswer] = useState<Answer>();
  useEffect(() => {
    if (!wanted) return;
    let current = true;
    void bridge.requests['app:diagnostics']({}).then((envelope) => {
      if (current) setAnswer(envelope.ok ? envelope.value : { error: envelope.error });
    });
    return () => {
      current = false;
      setAnswer(undefined);
    };
  }, [bridge, wanted]);
  return answer;
}
