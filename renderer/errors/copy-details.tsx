import { Button } from '@blueprintjs/core';
import { Clipboard } from '@blueprintjs/icons';
import { useContext, useState } from 'react';
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import type { RequestResult } from '../../shared/contract.ts';
import { ServicesContext } from '../shell/services.ts';
import { copyText } from '../ui/clipboard.ts';
import { errorDetails, type ShownError } from './error-details.ts';

/** Before there are services, nobody knows which version answers. */
const UNKNOWN = createStore<{ readonly info: RequestResult<'app:info'> | undefined }>(() => ({ info: undefined }));

/** Puts an error on the clipboard as text for a report. */
export function CopyDetails(props: { readonly error: ShownError }) {
  const { error } = props;
  const services = useContext(ServicesContext);
  const info = useStore(services?.facts ?? UNKNOWN, (state) => state.info);
  // When it came on screen, not when somebody got round to copying it.
  const [seenAt] = useState(() => Date.now());
  const [copied, setCopied] = useState<boolean>();
  const texts = { true: 'Copied', false: 'Could not copy', undefined: 'Copy details' } as const;
  const copy = (): void => {
    const seenIn = info && { ...info, userAgent: navigator.userAgent };
    setCopied(copyText(errorDetails(error, seenIn, seenAt)));
  };
  return (
    <Button
      className="hs-copy-details"
      size="small"
      variant="minimal"
      icon={<Clipboard size={12} />}
      text={texts[`${copied}`]}
      title="Version, time, kind and text of the error, for a report"
      aria-live="polite"
      onClick={copy}
    />
  );
}
