import type { SettingView } from '../../shared/settings.ts';
import { NotificationsPanel } from '../notifications/notifications-panel.tsx';
import { PresetPanel } from './preset-panel.tsx';
import { SettingField } from './setting-field.tsx';
import { groupSettings, type SettingGroup } from './setting-groups.ts';
import { TroubleshootPanel } from './troubleshoot-panel.tsx';

function Group(props: { readonly group: SettingGroup }) {
  const { label, note, settings } = props.group;
  return (
    <section className="hs-setting-group" aria-label={`${label} settings`}>
      <h3>{label}</h3>
      {note !== undefined && <p className="hs-quiet">{note}</p>}
      {settings.map((setting) => (
        <SettingField key={setting.key} setting={setting} />
      ))}
    </section>
  );
}

/** All settings, group by group, with presets and troubleshooting beside them. */
export function SettingsForm(props: { readonly views: readonly SettingView[] }) {
  const { views } = props;
  return (
    <div className="hs-settings-body">
      <div className="hs-settings-form">
        {groupSettings(views).map((group) => (
          <Group key={group.label} group={group} />
        ))}
        <NotificationsPanel />
      </div>
      <aside className="hs-side" aria-label="Presets and troubleshooting">
        <PresetPanel />
        <TroubleshootPanel views={views} />
      </aside>
    </div>
  );
}
