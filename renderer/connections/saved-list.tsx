import { Button, Tag } from '@blueprintjs/core';
import { Edit, Trash } from '@blueprintjs/icons';
import { useState } from 'react';
import type { ConnectionsView, SavedConnection } from '../../shared/connections-view.ts';
import type { ErrorData } from '../../shared/errors.ts';
import { useServices } from '../shell/services.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { ErrorCallout } from '../ui/error-callout.tsx';

const TRUST = { system: 'system trust', ca: 'own authority', pin: 'pinned' } as const;

/** The saved connections: one is chosen to be opened, changed or removed. */
export function SavedList(props: {
  readonly view: ConnectionsView;
  readonly open: (id: string) => void;
  readonly edit: (id: string) => void;
  readonly add: () => void;
}) {
  const { view, open, edit, add } = props;
  const [removing, setRemoving] = useState<string>();
  return (
    <div className="hs-form">
      <div className="hs-form-body">
        {view.notices.map((notice) => (
          <ErrorCallout key={notice} intent="warning" error={{ message: notice, action: '' }} />
        ))}
        {view.connections.length === 0 ? (
          <EmptyState
            title="No connection is saved"
            detail="Save server, user and certificate of a vCenter once, and open it with its password from then on."
          />
        ) : (
          <ul className="hs-connections" aria-label="Saved connections">
            {view.connections.map((connection) => (
              <li key={connection.id}>
                {removing === connection.id ? (
                  <RemoveRow connection={connection} done={() => setRemoving(undefined)} />
                ) : (
                  <Row connection={connection} open={open} edit={edit} remove={setRemoving} />
                )}
              </li>
            ))}
          </ul>
        )}
        <p className="hs-quiet hs-form-note">{view.secrets.explanation}</p>
      </div>
      <div className="hs-form-actions">
        <Button intent={view.connections.length === 0 ? 'primary' : 'none'} text="Add a connection" onClick={add} />
      </div>
    </div>
  );
}

function Row(props: {
  readonly connection: SavedConnection;
  readonly open: (id: string) => void;
  readonly edit: (id: string) => void;
  readonly remove: (id: string) => void;
}) {
  const { id, name, server, user, trust } = props.connection;
  return (
    <>
      <button type="button" className="hs-connection" onClick={() => props.open(id)}>
        <span className="hs-connection-name">{name}</span>
        <span className="hs-connection-login">
          {user} at {server}
        </span>
      </button>
      <Tag minimal>{TRUST[trust.mode]}</Tag>
      <Button
        variant="minimal"
        size="small"
        icon={<Edit size={14} />}
        aria-label={`Edit ${name}`}
        title={`Edit ${name}`}
        onClick={() => props.edit(id)}
      />
      <Button
        variant="minimal"
        size="small"
        icon={<Trash size={14} />}
        aria-label={`Remove ${name}`}
        title={`Remove ${name}`}
        onClick={() => props.remove(id)}
      />
    </>
  );
}

/** Asks once more, in the place of the row. */
function RemoveRow(props: { readonly connection: SavedConnection; readonly done: () => void }) {
  const { connection, done } = props;
  const { connectionBook } = useServices();
  const [error, setError] = useState<ErrorData>();
  const remove = async (): Promise<void> => {
    const envelope = await connectionBook.remove(connection.id);
    if (envelope.ok) done();
    else setError(envelope.error);
  };
  return (
    <>
      <span className="hs-connection-question">
        Remove {connection.name}
        {connection.password === 'remembered' ? ' and its password' : ''}?
        {error !== undefined && <ErrorCallout error={error} />}
      </span>
      <Button size="small" text="Keep" onClick={done} autoFocus />
      <Button size="small" intent="danger" text="Remove" onClick={() => void remove()} />
    </>
  );
}
