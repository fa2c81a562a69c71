import { Callout, type Intent } from '@blueprintjs/core';
import type { ReactNode } from 'react';
import { visibleText } from '../../shared/visible-text.ts';
import { CopyDetails } from '../errors/copy-details.tsx';
import { isWorthReporting, type ShownError } from '../errors/error-details.ts';

/** An error as the operator needs it: what was wrong, what to do, and its details for a report. */
export function ErrorCallout(props: {
  readonly error: ShownError;
  readonly intent?: Intent;
  readonly children?: ReactNode;
}) {
  return (
    <Callout className="hs-callout" intent={props.intent ?? 'danger'} compact role="alert">
      <strong>{visibleText(props.error.message)}</strong> {visibleText(props.error.action)}
      {props.children}
      {isWorthReporting(props.error) && (
        <>
          {' '}
          <CopyDetails key={props.error.message} error={props.error} />
        </>
      )}
    </Callout>
  );
}
