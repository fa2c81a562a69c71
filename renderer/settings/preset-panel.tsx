import { Button } from '@blueprintjs/core';
import { useStore } from 'zustand';
import { useServices } from '../shell/services.ts';
import { ErrorCallout } from '../ui/error-callout.tsx';
import { PRESETS, type Preset } from './presets.ts';

function PresetCard(props: { readonly preset: Preset }) {
  const { preset } = props;
  const { presets } = useServices();
  const outcome = useStore(presets.store, (state) =>
    state.outcome?.presetId === preset.id ? state.outcome : undefined,
  );
  const undoable = useStore(presets.store, (state) => state.undo !== undefined);
  return (
    <div className="hs-preset">
      <div className="hs-step-head">
        <strong>{preset.label}</strong>
        <Button
          size="small"
          text="Apply"
          aria-label={`Apply: ${preset.label}`}
          onClick={() => void presets.apply(preset)}
        />
      </div>
      <p>{preset.sets}</p>
      <p role="status" className="hs-preset-outcome">
        {outcome?.text}
      </p>
      {outcome !== undefined && undoable && <Button size="small" text="Undo" onClick={() => void presets.undo()} />}
      {outcome?.error !== undefined && <ErrorCallout error={outcome.error} />}
    </div>
  );
}

/** Settings that belong together, one button each. */
export function PresetPanel() {
  return (
    <section className="hs-side-section" aria-labelledby="presets-heading">
      <h3 id="presets-heading">Presets</h3>
      {PRESETS.map((preset) => (
        <PresetCard key={preset.id} preset={preset} />
      ))}
    </section>
  );
}
