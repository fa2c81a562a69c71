import { Button } from '@blueprintjs/core';
import { useState } from 'react';
import { useStore } from 'zustand';
import { useServices } from '../../shell/services.ts';
import { ErrorCallout } from '../../ui/error-callout.tsx';
import { IsolateSelect, presentIsolate } from './isolate-select.tsx';

/** Which isolate's allocations are recorded. */
export function RecordForm() {
  const { memoryTools } = useServices();
  const { tools, recordingStart } = useStore(memoryTools.store);
  const [chosen, setChosen] = useState('');
  const isolates = tools?.isolates ?? [];
  const isolate = presentIsolate(isolates, chosen);
  return (
    <form
      className="hs-tool-form"
      aria-label="Record allocations"
      onSubmit={(event) => {
        event.preventDefault();
        void memoryTools.startRecording(isolate);
      }}
    >
      <IsolateSelect id="record-isolate" isolates={isolates} value={isolate} onChange={setChosen} />
      <p className="hs-quiet">
        Looks at one allocation in so many until you stop it, or for five minutes; what is freed again counts too. Costs
        a few percent of speed.
      </p>
      {recordingStart.phase === 'failed' && <ErrorCallout error={recordingStart.error} />}
      <Button
        type="submit"
        intent="primary"
        text="Start recording"
        loading={recordingStart.phase === 'busy'}
        disabled={isolate === ''}
      />
    </form>
  );
}
