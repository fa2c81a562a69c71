import { HTMLSelect, InputGroup, SegmentedControl, Switch } from '@blueprintjs/core';
import type { KeyboardEvent } from 'react';
import { useStore } from 'zustand';
import type { SettingView } from '../../shared/settings.ts';
import { useServices } from '../shell/services.ts';
import { textOf } from './setting-text.ts';

/** Choices up to this number lie side by side. */
const FEW_CHOICES = 3;

export interface ControlProps {
  readonly setting: SettingView;
  /** Ids of the elements that name and describe the control. */
  readonly id: string;
  readonly labelledBy: string;
  readonly describedBy: string;
  readonly invalid: boolean;
}

function SwitchControl({ setting, id, labelledBy, describedBy }: ControlProps) {
  const { settings } = useServices();
  const on = setting.value === true;
  return (
    <Switch
      id={id}
      role="switch"
      checked={on}
      disabled={setting.locked !== undefined}
      aria-labelledby={labelledBy}
      aria-describedby={describedBy}
      innerLabel="off"
      innerLabelChecked="on"
      onChange={() => void settings.save({ [setting.key]: String(!on) })}
    />
  );
}

function ChoiceControl(props: ControlProps & { readonly choices: readonly string[] }) {
  const { setting, id, labelledBy, describedBy, choices } = props;
  const { settings } = useServices();
  const disabled = setting.locked !== undefined;
  const choose = (choice: string): void => void settings.save({ [setting.key]: choice });
  const value = textOf(setting.value);
  if (choices.length > FEW_CHOICES) {
    return (
      <HTMLSelect
        id={id}
        aria-describedby={describedBy}
        disabled={disabled}
        options={[...choices]}
        value={value}
        onChange={(event) => choose(event.currentTarget.value)}
      />
    );
  }
  return (
    <SegmentedControl
      aria-labelledby={labelledBy}
      size="small"
      inline
      disabled={disabled}
      options={choices.map((choice) => ({ label: choice, value: choice }))}
      value={value}
      onValueChange={choose}
    />
  );
}

/** A text or a number: saved on Enter or when the field is left, and put back by Escape. */
function TextControl({ setting, id, describedBy, invalid }: ControlProps) {
  const { settings } = useServices();
  const { key, control, locked } = setting;
  const draft = useStore(settings.store, (state) => state.drafts[key]);
  const numeric = control.kind === 'integer';
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Enter') void settings.commit(key);
    else if (event.key === 'Escape' && draft !== undefined) settings.discard(key);
  };
  return (
    <InputGroup
      id={id}
      className={numeric ? 'hs-setting-number' : 'hs-setting-text'}
      size="small"
      aria-describedby={describedBy}
      aria-invalid={invalid}
      intent={invalid ? 'danger' : 'none'}
      inputMode={numeric ? 'numeric' : 'text'}
      autoComplete="off"
      spellCheck={false}
      disabled={locked !== undefined}
      placeholder="not set"
      value={draft ?? textOf(setting.value)}
      onValueChange={(text) => settings.type(key, text)}
      onKeyDown={onKeyDown}
      onBlur={() => void settings.commit(key)}
    />
  );
}

/** What a setting is edited with. */
export function SettingControl(props: ControlProps) {
  const { control } = props.setting;
  switch (control.kind) {
    case 'switch':
      return <SwitchControl {...props} />;
    case 'choice':
      return <ChoiceControl {...props} choices={control.choices} />;
    case 'integer':
    case 'text':
      return <TextControl {...props} />;
  }
}
