import { Button, Classes, ControlGroup, InputGroup, ProgressBar } from '@blueprintjs/core';
import { useRef, useState } from 'react';
import type { ExportJob } from '../../shared/export-view.ts';
import { ErrorCallout } from '../ui/error-callout.tsx';
import { gapText, progressText } from './export-text.ts';

/** The path of a file, to be taken elsewhere. */
export function FilePath(props: { readonly path: string }) {
  const { path } = props;
  const input = useRef<HTMLInputElement>(null);
  const [copied, setCopied] = useState(false);
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(path);
      setCopied(true);
    } catch {
      // Where the clipboard is out of reach, the path is selected for the keyboard to copy.
      input.current?.select();
    }
  };
  return (
    <ControlGroup fill>
      <InputGroup fill inputRef={input} readOnly value={path} title={path} aria-label="Path of the file" />
      <Button className={Classes.FIXED} text={copied ? 'Copied' : 'Copy path'} onClick={() => void copy()} />
    </ControlGroup>
  );
}

/** How far an export is, or how it ended. */
export function ExportResult(props: { readonly job: ExportJob }) {
  const { job } = props;
  const { phase, rows, expectedRows, path, error } = job;
  const gap = gapText(job);
  return (
    <div className="hs-export-result">
      <p role="status">{progressText(job)}</p>
      {phase === 'running' && (
        <ProgressBar aria-label="Rows written" {...(rows > 0 ? { value: rows / Math.max(rows, expectedRows) } : {})} />
      )}
      {phase === 'done' && <FilePath path={path} />}
      {gap !== undefined && <ErrorCallout intent="warning" error={gap} />}
      {error !== undefined && <ErrorCallout error={error} />}
    </div>
  );
}
