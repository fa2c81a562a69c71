import { useState } from 'react';
import { useStore } from 'zustand';
import { useServices } from '../shell/services.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { ErrorCallout } from '../ui/error-callout.tsx';
import { ConnectionEditor } from './connection-editor.tsx';
import { type ConnectionForm, EMPTY_FORM, formOf } from './connection-form.ts';
import { OpenConnection } from './open-connection.tsx';
import { SavedList } from './saved-list.tsx';

/** Where within the saved connections somebody is. */
export type SavedPlace =
  | { readonly at: 'list' }
  | { readonly at: 'open'; readonly id: string }
  | { readonly at: 'edit'; readonly id: string }
  | { readonly at: 'add'; readonly form: ConnectionForm };

/** The list of saved connections, and the page of the one that was chosen. */
export function SavedConnections(props: { readonly start: SavedPlace; readonly done: () => void }) {
  const { connectionBook } = useServices();
  const view = useStore(connectionBook.store, (state) => state.view);
  const error = useStore(connectionBook.store, (state) => state.error);
  const [place, setPlace] = useState(props.start);
  const toList = (): void => setPlace({ at: 'list' });
  if (error !== undefined) return <ErrorCallout error={error} />;
  if (view === undefined) return <EmptyState title="Reading the connections…" />;
  const open = (id: string): void => setPlace({ at: 'open', id });
  if (place.at === 'add') {
    return <ConnectionEditor id={undefined} initial={place.form} saved={open} cancel={toList} />;
  }
  const chosen = place.at === 'list' ? undefined : view.connections.find(({ id }) => id === place.id);
  if (chosen === undefined) {
    return (
      <SavedList
        view={view}
        open={open}
        edit={(id) => setPlace({ at: 'edit', id })}
        add={() => setPlace({ at: 'add', form: EMPTY_FORM })}
      />
    );
  }
  if (place.at === 'edit') {
    return <ConnectionEditor id={chosen.id} initial={formOf(chosen)} saved={open} cancel={() => open(chosen.id)} />;
  }
  const edit = (): void => setPlace({ at: 'edit', id: chosen.id });
  return <OpenConnection connection={chosen} secrets={view.secrets} edit={edit} back={toList} done={props.done} />;
}
