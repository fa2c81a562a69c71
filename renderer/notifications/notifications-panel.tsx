import { Switch } from '@blueprintjs/core';
import { useStore } from 'zustand';
import { useServices } from '../shell/services.ts';

/** Whether this window tells of what ends while nobody looks at it. It is a choice of the window, and no setting of Heapsphere's. */
export function NotificationsPanel() {
  const { announcer } = useServices();
  const { on, blocked } = useStore(announcer.store);
  return (
    <section className="hs-setting-group" aria-label="Notifications">
      <h3>Notifications</h3>
      <fieldset className="hs-setting" aria-labelledby="notifications-label">
        <div className="hs-setting-about">
          <label id="notifications-label" htmlFor="notifications">
            Tell me when something ends
          </label>
          <p id="notifications-help">
            A collection of more than ten seconds, or a benchmark, that ends while this window is in the background.
          </p>
        </div>
        <div className="hs-setting-value">
          <Switch
            id="notifications"
            role="switch"
            checked={on}
            aria-labelledby="notifications-label"
            aria-describedby="notifications-help notifications-note"
            innerLabel="off"
            innerLabelChecked="on"
            onChange={() => void announcer.choose(!on)}
          />
          <div id="notifications-note" className="hs-setting-note">
            {blocked && (
              <p className="hs-setting-error" role="alert">
                The browser does not show notifications of this address. Allow them in its settings for this site, then
                switch them on again.
              </p>
            )}
          </div>
        </div>
      </fieldset>
    </section>
  );
}
