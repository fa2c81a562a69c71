import { Button, Dialog, DialogBody, DialogFooter } from '@blueprintjs/core';
import { useRef, useState } from 'react';
import { useStore } from 'zustand';
import { notify } from '../shell/notices.ts';
import { useServices } from '../shell/services.ts';
import { TOUR_STEPS } from './tour-steps.tsx';

/** Shows a newcomer around, once: when main says that nobody has been yet. Escape ends it at any step. */
export function TourDialog() {
  const { facts } = useServices();
  const isDue = useStore(facts, ({ info }) => info?.tourDue === true);
  return isDue ? <Tour /> : null;
}

function Tour() {
  const { bridge, notices } = useServices();
  const [index, setIndex] = useState(0);
  const [isOpen, setOpen] = useState(true);
  const onwards = useRef<HTMLButtonElement>(null);
  const step = TOUR_STEPS[index];
  const isLast = index === TOUR_STEPS.length - 1;
  const end = async (): Promise<void> => {
    setOpen(false);
    const envelope = await bridge.requests['app:tour-seen']({});
    if (envelope.ok) return;
    notify(notices, { id: 'tour', intent: 'warning', content: envelope.error, isFailure: true });
  };
  const goBack = (): void => {
    setIndex(index - 1);
    // The button that was pressed may go, and the focus with it, without which Escape would not be heard.
    onwards.current?.focus();
  };
  if (step === undefined) return null;
  return (
    <Dialog isOpen={isOpen} onClose={() => void end()} title="Welcome to Heapsphere" className="hs-tour">
      <DialogBody className="hs-tour-body">
        <div className="hs-tour-step" aria-live="polite">
          <span className="hs-tour-icon" aria-hidden="true">
            {step.icon}
          </span>
          <h2>{step.title}</h2>
          <p>{step.text}</p>
        </div>
      </DialogBody>
      <DialogFooter
        actions={
          <>
            {index > 0 && <Button text="Back" onClick={goBack} />}
            {/* The same button throughout, so that the focus stays on it. */}
            <Button
              ref={onwards}
              intent="primary"
              autoFocus
              text={isLast ? 'Start' : 'Next'}
              onClick={() => (isLast ? void end() : setIndex(index + 1))}
            />
          </>
        }
      >
        <span className="hs-tour-place">
          Step {index + 1} of {TOUR_STEPS.length}
        </span>
        {!isLast && <Button variant="minimal" text="Skip" onClick={() => void end()} />}
      </DialogFooter>
    </Dialog>
  );
}
