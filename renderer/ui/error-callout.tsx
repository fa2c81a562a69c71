import { Callout, type Intent } from '@blueprintjs/core';
import type { ReactNode } from 'react';
import type { ErrorData } from '../../shared/errors.ts';

/** An error as the operator needs it: what was wrong, and what to do. */
export function ErrorCallout(props: {
  readonly error: Pick<ErrorData, 'message' | 'action'>;
  readonly intent?: Intent;
  readonly children?: ReactNode;
}) {
  return (
    <Callout className="hs-callout" intent={props.intent ?? 'danger'} compact role="alert">
      <strong>{props.error.message}</strong> {props.error.action}
      {props.children}
    </Callout>
  );
}
