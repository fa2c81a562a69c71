import { Button, FormGroup, InputGroup, Popover } from '@blueprintjs/core';
import { Pulse } from '@blueprintjs/icons';
import { useState } from 'react';
import { useStore } from 'zustand';
import { isRunning } from '../../shell/collection-store.ts';
import { useServices } from '../../shell/services.ts';

const DEFAULT_RUNS = '10';
const LEAST_RUNS = 3;
const MOST_RUNS = 100;

function runsOf(text: string): number | undefined {
  const runs = /^\d+$/.test(text.trim()) ? Number(text) : Number.NaN;
  return runs >= LEAST_RUNS && runs <= MOST_RUNS ? runs : undefined;
}

function LeakForm(props: {
  readonly collectionId: string | undefined;
  readonly why: string;
  readonly started: () => void;
}) {
  const { collectionId, why, started } = props;
  const { memory, memoryTools } = useServices();
  const [text, setText] = useState(DEFAULT_RUNS);
  const runs = runsOf(text);
  return (
    <form
      className="hs-tool-form"
      aria-label="Leak check"
      onSubmit={(event) => {
        event.preventDefault();
        if (collectionId === undefined || runs === undefined) return;
        started();
        memory.openDock('leak');
        void memoryTools.startLeakCheck(collectionId, runs);
      }}
    >
      <FormGroup
        label="Collections"
        labelFor="leak-runs"
        className="hs-tool-field"
        intent={runs === undefined ? 'danger' : 'none'}
        helperText={runs === undefined ? `A whole number from ${LEAST_RUNS} to ${MOST_RUNS}.` : undefined}
      >
        <InputGroup
          id="leak-runs"
          inputMode="numeric"
          value={text}
          intent={runs === undefined ? 'danger' : 'none'}
          aria-invalid={runs === undefined}
          onValueChange={setText}
        />
      </FormGroup>
      <p className="hs-quiet">
        Collects the estate on screen again and again from its vCenter, keeps none of the rows, collects garbage after
        each time, and looks whether more and more stays in main's heap.
      </p>
      {collectionId === undefined && <p>{why}</p>}
      <Button
        type="submit"
        intent="primary"
        text="Start leak check"
        disabled={collectionId === undefined || runs === undefined}
      />
    </form>
  );
}

/** Begins a leak check of the source on screen. */
export function LeakButton() {
  const { collections, memoryTools } = useServices();
  const current = useStore(collections.store, (state) => state.current);
  const running = useStore(memoryTools.store, (state) => state.tools?.leak?.phase === 'running');
  const [open, setOpen] = useState(false);
  const ready = current !== undefined && !isRunning(current.phase);
  const why = current === undefined ? 'There is no collection to repeat yet.' : 'Wait until the collection has ended.';
  return (
    <Popover
      isOpen={open}
      placement="bottom-start"
      onInteraction={setOpen}
      content={<LeakForm collectionId={ready ? current.id : undefined} why={why} started={() => setOpen(false)} />}
    >
      <Button
        size="small"
        icon={<Pulse size={14} />}
        text={running ? 'Leak check runs…' : 'Check for leaks…'}
        disabled={running}
      />
    </Popover>
  );
}
