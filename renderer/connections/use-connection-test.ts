import { useCallback, useEffect, useRef, useState } from 'react';
import type { ConnectionSubject, ConnectionTest } from '../../shared/connections-view.ts';
import type { ErrorData } from '../../shared/errors.ts';
import { useServices } from '../shell/services.ts';

export interface ConnectionTesting {
  readonly running: boolean;
  readonly report: ConnectionTest | undefined;
  /** Why there could be no test. */
  readonly error: ErrorData | undefined;
  start(of: ConnectionSubject, password?: string): Promise<void>;
  stop(): void;
  /** Forgets what was found. */
  clear(): void;
}

/** Tests one connection at a time; a test under way ends with whoever shows it. */
export function useConnectionTest(): ConnectionTesting {
  const { bridge } = useServices();
  const [running, setRunning] = useState(false);
  const [report, setReport] = useState<ConnectionTest>();
  const [error, setError] = useState<ErrorData>();
  const current = useRef<string>(undefined);

  const stop = useCallback(() => {
    if (current.current === undefined) return;
    void bridge.requests['connections:test-cancel']({ testId: current.current });
    current.current = undefined;
    setRunning(false);
  }, [bridge]);
  useEffect(() => stop, [stop]);

  const clear = (): void => {
    stop();
    setReport(undefined);
    setError(undefined);
  };
  return {
    running,
    report,
    error,
    stop,
    clear,
    async start(of, password) {
      clear();
      const testId = crypto.randomUUID();
      current.current = testId;
      setRunning(true);
      const params = password === undefined ? { testId, of } : { testId, of, password };
      const envelope = await bridge.requests['connections:test'](params);
      // One that was given up, or followed by another, has nothing to tell any more.
      if (current.current !== testId) return;
      current.current = undefined;
      setRunning(false);
      if (envelope.ok) setReport(envelope.value);
      else setError(envelope.error);
    },
  };
}
