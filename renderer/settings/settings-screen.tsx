import { SegmentedControl } from '@blueprintjs/core';
import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import { useServices } from '../shell/services.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { ErrorCallout } from '../ui/error-callout.tsx';
import { AttributesView } from './attributes/attributes-view.tsx';
import { NextCollectionNote } from './next-collection-note.tsx';
import { SettingsForm } from './settings-form.tsx';

const VIEWS = [
  { label: 'Settings', value: 'settings' },
  { label: 'Attributes', value: 'attributes' },
];

function SettingsView() {
  const { settings } = useServices();
  const views = useStore(settings.store, (state) => state.views);
  const error = useStore(settings.store, (state) => state.error);
  if (error !== undefined) return <ErrorCallout error={error} />;
  return views === undefined ? <EmptyState title="Reading the settings…" /> : <SettingsForm views={views} />;
}

/** What Heapsphere works with, and which attributes it keeps of every object; both are changed here. */
export function SettingsScreen() {
  const { settings, attributes } = useServices();
  const [view, setView] = useState('settings');
  // Another window or the terminal may have changed them since.
  useEffect(() => {
    void settings.read();
    void attributes.read();
  }, [settings, attributes]);
  return (
    <div className="hs-settings">
      <div className="hs-toolbar">
        <h2>Settings</h2>
        <SegmentedControl aria-label="View" size="small" options={VIEWS} value={view} onValueChange={setView} />
        <NextCollectionNote />
      </div>
      {view === 'settings' ? <SettingsView /> : <AttributesView />}
    </div>
  );
}
