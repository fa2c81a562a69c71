import { Button } from '@blueprintjs/core';
import { Tick } from '@blueprintjs/icons';
import { useStore } from 'zustand';
import type { SettingView } from '../../shared/settings.ts';
import { useServices } from '../shell/services.ts';
import { lockText } from './setting-text.ts';
import { type StepState, stepStates, TROUBLESHOOT_STEPS, type TroubleshootStep } from './troubleshoot.ts';

function Step(props: {
  readonly step: TroubleshootStep;
  readonly state: StepState;
  readonly setting: SettingView | undefined;
}) {
  const { step, state, setting } = props;
  const { presets } = useServices();
  return (
    <li className="hs-step" data-state={state}>
      <div className="hs-step-head">
        <strong>{step.label}</strong>
        {state === 'done' ? (
          <span className="hs-step-done">
            <Tick size={14} /> applied
          </span>
        ) : (
          <Button
            size="small"
            text="Apply"
            aria-label={`Apply: ${step.label}`}
            disabled={state !== 'next'}
            onClick={() => void presets.takeStep(step)}
          />
        )}
      </div>
      <p>{state === 'locked' && setting !== undefined ? `Skipped: ${lockText(setting)}.` : step.watch}</p>
    </li>
  );
}

/** One switch after the other off, with a collection in between, until what goes wrong does not any more. */
export function TroubleshootPanel(props: { readonly views: readonly SettingView[] }) {
  const { views } = props;
  const { presets } = useServices();
  const remembered = useStore(presets.store, (state) => state.before !== undefined);
  const states = stepStates(views);
  return (
    <section className="hs-side-section" aria-labelledby="troubleshoot-heading">
      <h3 id="troubleshoot-heading">Troubleshoot</h3>
      <p>When collections stall or fail: apply one step, collect again, and see whether it still happens.</p>
      <ol className="hs-steps">
        {TROUBLESHOOT_STEPS.map((step, index) => (
          <Step
            key={step.key}
            step={step}
            state={states[index] ?? 'later'}
            setting={views.find(({ key }) => key === step.key)}
          />
        ))}
      </ol>
      {states.includes('done') && (
        <Button
          size="small"
          text={remembered ? 'Put all back as before' : 'Switch all on again'}
          onClick={() => void presets.stepBack()}
        />
      )}
    </section>
  );
}
