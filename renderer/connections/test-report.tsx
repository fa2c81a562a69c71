import { Callout } from '@blueprintjs/core';
import { type ReactNode, useEffect, useRef } from 'react';
import type { ConnectionTest } from '../../shared/connections-view.ts';
import { formatCount, formatMilliseconds } from '../../shared/units.ts';
import { visibleText } from '../../shared/visible-text.ts';
import { ErrorCallout } from '../ui/error-callout.tsx';
import { CertificateFacts } from './certificate-facts.tsx';

/** Names shown before the rest is counted. */
const MOST_NAMES = 12;

function namesText(names: readonly string[]): string {
  const shown = visibleText(names.slice(0, MOST_NAMES).join(', '));
  const more = names.length - MOST_NAMES;
  return more > 0 ? `${shown} and ${formatCount(more)} more` : shown || 'none';
}

function Step(props: { readonly label: string; readonly good: boolean; readonly children: ReactNode }) {
  const { label, good, children } = props;
  return (
    <>
      <dt>
        <span className="hs-step-dot" data-good={good} aria-hidden />
        {label}
      </dt>
      <dd>{children}</dd>
    </>
  );
}

function Steps(props: { readonly report: ConnectionTest }) {
  const { reached, certificate, trusted, login, roundTripMs, datacenters } = props.report;
  return (
    <dl className="hs-connection-facts hs-test-steps">
      {reached !== undefined && (
        <Step label="Reached" good>
          {formatMilliseconds(reached.milliseconds)},{' '}
          {reached.proxy === undefined ? 'directly' : `through ${reached.proxy}`}
        </Step>
      )}
      {trusted !== undefined && (
        <Step label="Certificate" good={trusted}>
          {trusted ? 'trusted' : 'not trusted'}
          {certificate !== undefined && <CertificateFacts certificate={certificate} />}
        </Step>
      )}
      {login !== undefined && (
        <Step label="Login" good>
          {visibleText(login.product)}, API {visibleText(login.apiVersion)}; logged out again
        </Step>
      )}
      {roundTripMs !== undefined && (
        <Step label="Round trip" good>
          {formatMilliseconds(roundTripMs)}
        </Step>
      )}
      {datacenters !== undefined && (
        <Step label="Datacenters" good={datacenters.missing.length === 0}>
          {namesText(datacenters.seen)}
          {datacenters.missing.length > 0 && <strong> Not there: {namesText(datacenters.missing)}.</strong>}
        </Step>
      )}
    </dl>
  );
}

/** What a test of a connection found out, and what to do about what stopped it. */
export function TestReport(props: { readonly report: ConnectionTest; readonly children?: ReactNode }) {
  const { report, children } = props;
  const ref = useRef<HTMLElement>(null);
  // It may come below what is in sight.
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for every report
  useEffect(() => void ref.current?.scrollIntoView({ block: 'nearest' }), [report]);
  const { error, login, reached, server, datacenters } = report;
  const missing = (datacenters?.missing.length ?? 0) > 0;
  const whole = login !== undefined && error === undefined;
  return (
    <section ref={ref} className="hs-test" aria-label="Test result">
      {error !== undefined && <ErrorCallout error={error} />}
      {whole && (
        <Callout className="hs-callout" compact intent={missing ? 'warning' : 'success'} role="status">
          <strong>{server} answers and lets you in.</strong>{' '}
          {missing && 'Correct the datacenters that are not there before you connect.'}
        </Callout>
      )}
      {!whole && error === undefined && (
        <Callout className="hs-callout" compact intent="primary" role="status">
          <strong>{reached === undefined ? `${server} was not asked.` : `${server} answers.`}</strong> No password was
          given, so the login was not tested.
        </Callout>
      )}
      <Steps report={report} />
      {children}
    </section>
  );
}
