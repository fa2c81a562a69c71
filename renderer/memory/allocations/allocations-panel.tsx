import { SegmentedControl } from '@blueprintjs/core';
import { useState } from 'react';
import { useStore } from 'zustand';
import { formatBytes } from '../../../shared/units.ts';
import { useServices } from '../../shell/services.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorCallout } from '../../ui/error-callout.tsx';
import { FlameGraph } from '../flame/flame-graph.tsx';
import { FlameKey } from '../flame/flame-key.tsx';
import { WrittenFileNote } from '../tools/written-file-note.tsx';
import { AllocationSites } from './allocation-sites.tsx';
import { PROFILE_SOURCES, type ShownProfile, shownProfiles } from './shown-profile.ts';

const VIEWS = ['Flame graph', 'Table'] as const;
type View = (typeof VIEWS)[number];

function ProfileView(props: { readonly shown: ShownProfile; readonly view: View }) {
  const { shown, view } = props;
  // A profile that replaces another one starts from its top.
  if (view === 'Flame graph') return <FlameGraph key={`${shown.source} ${shown.label}`} profile={shown.profile} />;
  return <AllocationSites profile={shown.profile} />;
}

function Nothing() {
  const { memoryTools } = useServices();
  const recording = useStore(memoryTools.store, (state) => state.tools?.recording);
  if (recording !== undefined) {
    return <EmptyState title="Recording" detail={`What ${recording.isolate} allocates is shown once you stop it.`} />;
  }
  return (
    <EmptyState
      title="No profile yet"
      detail="“Record allocations…” shows where an isolate allocates. The setting “Memory profiling” records every collection."
    />
  );
}

/** Where was allocated: of the last recording, or of the whole collection on screen. */
export function AllocationsPanel() {
  const { collections, memoryTools } = useServices();
  const recorded = useStore(memoryTools.store, (state) => state.recorded);
  const collection = useStore(collections.store, (state) => state.current);
  const [view, setView] = useState<View>('Flame graph');
  const [source, setSource] = useState<ShownProfile['source']>('recording');
  if (recorded.phase === 'busy') return <EmptyState title="Reading the profile…" />;
  const profiles = shownProfiles(recorded.phase === 'done' ? recorded.value : undefined, collection);
  const shown = profiles.find((profile) => profile.source === source) ?? profiles[0];
  return (
    <div className="hs-allocations">
      {recorded.phase === 'failed' && <ErrorCallout error={recorded.error} />}
      {shown === undefined && recorded.phase !== 'failed' && <Nothing />}
      {shown !== undefined && (
        <>
          <div className="hs-dock-bar">
            <SegmentedControl
              aria-label="View of the profile"
              size="small"
              options={VIEWS.map((name) => ({ label: name, value: name }))}
              value={view}
              onValueChange={(next) => setView(VIEWS.find((name) => name === next) ?? 'Flame graph')}
            />
            {profiles.length > 1 && (
              <SegmentedControl
                aria-label="Profile"
                size="small"
                options={profiles.map(({ source: value, label }) => ({ label, value }))}
                value={shown.source}
                onValueChange={(next) => setSource(PROFILE_SOURCES.find((name) => name === next) ?? 'recording')}
              />
            )}
            <span>
              {formatBytes(shown.profile.totalBytes)} sampled
              {profiles.length === 1 && <span className="hs-quiet"> · {shown.label}</span>}
            </span>
            {view === 'Flame graph' && <FlameKey />}
          </div>
          <ProfileView shown={shown} view={view} />
          {shown.file !== undefined && (
            <div className="hs-dock-foot">
              <WrittenFileNote file={shown.file} />
              <span className="hs-quiet">Load it in the Memory panel of Chrome DevTools.</span>
            </div>
          )}
        </>
      )}
    </div>
  );
}
