import { HTMLTable, Tag } from '@blueprintjs/core';
import { useEffect, useState } from 'react';
import type { Envelope } from '../../shared/contract.ts';
import type { SettingOrigin, SettingView } from '../../shared/settings.ts';
import { useServices } from '../shell/services.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { ErrorCallout } from '../ui/error-callout.tsx';

const ORIGIN_LABELS: Readonly<Record<SettingOrigin, string>> = {
  'command line': 'Command line',
  environment: 'Environment',
  file: 'File',
  default: 'Default',
};

function valueText(value: SettingView['value']): string {
  if (value === null) return '';
  if (typeof value === 'boolean') return value ? 'true' : 'false';
  return typeof value === 'object' ? value.join(', ') : String(value);
}

function SettingRow(props: { readonly setting: SettingView }) {
  const { name, meaning, value, origin, allowed } = props.setting;
  const text = valueText(value);
  return (
    <tr>
      <th scope="row">
        <span className="hs-setting-meaning">{meaning}</span>
        <code>{name}</code>
      </th>
      <td className="hs-setting-value">{text === '' ? <span className="hs-unset">not set</span> : text}</td>
      <td>
        <Tag minimal intent={origin === 'default' ? 'none' : 'primary'}>
          {ORIGIN_LABELS[origin]}
        </Tag>
      </td>
      <td className="hs-quiet">{allowed}</td>
    </tr>
  );
}

/** Every setting, its value, where the value came from and what else may stand there. */
export function SettingsScreen() {
  const { bridge } = useServices();
  const [answer, setAnswer] = useState<Envelope<readonly SettingView[]>>();
  useEffect(() => {
    let open = true;
    void bridge.requests['settings:list']({}).then((envelope) => {
      if (open) setAnswer(envelope);
    });
    return () => {
      open = false;
    };
  }, [bridge]);
  if (answer === undefined) return <EmptyState title="Reading the settings…" />;
  if (!answer.ok) return <ErrorCallout error={answer.error} />;
  return (
    <div className="hs-settings">
      <div className="hs-toolbar">
        <h2>Settings</h2>
        <span className="hs-toolbar-count">set by environment variables before Heapsphere starts</span>
      </div>
      <div className="hs-settings-scroll">
        <HTMLTable compact className="hs-settings-table" aria-label="Settings">
          <thead>
            <tr>
              <th>Setting</th>
              <th>Value</th>
              <th>Origin</th>
              <th>Allowed</th>
            </tr>
          </thead>
          <tbody>
            {answer.value.map((setting) => (
              <SettingRow key={setting.key} setting={setting} />
            ))}
          </tbody>
        </HTMLTable>
      </div>
    </div>
  );
}
