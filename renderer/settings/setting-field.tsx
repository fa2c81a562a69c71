import { Button, Tag } from '@blueprintjs/core';
import { Lock, Reset } from '@blueprintjs/icons';
import { useStore } from 'zustand';
import type { SettingView } from '../../shared/settings.ts';
import { useServices } from '../shell/services.ts';
import { SettingControl } from './setting-control.tsx';
import { lockText, ORIGIN_LABELS } from './setting-text.ts';

/** Where the value came from, and the way back to the default. */
function Origin(props: { readonly setting: SettingView }) {
  const { settings } = useServices();
  const { key, meaning, origin } = props.setting;
  return (
    <div className="hs-setting-origin">
      <Tag minimal intent={origin === 'default' ? 'none' : 'primary'}>
        {ORIGIN_LABELS[origin]}
      </Tag>
      {origin === 'file' && (
        <Button
          size="small"
          variant="minimal"
          icon={<Reset size={14} />}
          aria-label={`Reset ${meaning} to its default`}
          title="Reset to default"
          onClick={() => void settings.save({ [key]: null })}
        />
      )}
    </div>
  );
}

/** One setting: what it does, its control, where its value came from, and what is wrong with it. */
export function SettingField(props: { readonly setting: SettingView }) {
  const { setting } = props;
  const { key, name, meaning, help, allowed, control } = setting;
  // A switch and a choice show what is allowed.
  const typed = control.kind === 'integer' || control.kind === 'text';
  const { settings } = useServices();
  const error = useStore(settings.store, (state) => state.errors[key]);
  const lock = lockText(setting);
  const id = `setting-${key}`;
  return (
    <fieldset className="hs-setting" aria-labelledby={`${id}-label`} data-locked={lock !== undefined}>
      <div className="hs-setting-about">
        <label id={`${id}-label`} htmlFor={id}>
          {meaning}
        </label>
        <code>{name}</code>
        <p id={`${id}-help`}>{help}</p>
      </div>
      <div className="hs-setting-value">
        <SettingControl
          setting={setting}
          id={id}
          labelledBy={`${id}-label`}
          describedBy={`${id}-help ${id}-note`}
          invalid={error !== undefined}
        />
        <div id={`${id}-note`} className="hs-setting-note">
          {lock !== undefined && (
            <p className="hs-setting-lock">
              <Lock size={12} /> {lock}
            </p>
          )}
          {lock === undefined && typed && error === undefined && <p>{allowed}</p>}
          {error !== undefined && (
            <p className="hs-setting-error" role="alert">
              {error.message} {error.action}
            </p>
          )}
        </div>
      </div>
      <Origin setting={setting} />
    </fieldset>
  );
}
