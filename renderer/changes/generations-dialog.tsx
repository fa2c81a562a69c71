import { Button, Dialog, DialogBody, DialogFooter, Switch, Tag } from '@blueprintjs/core';
import { useState } from 'react';
import { useStore } from 'zustand';
import type { Generation } from '../../shared/generations-view.ts';
import { formatAgo, formatBytes, formatCount } from '../../shared/units.ts';
import { useServices } from '../shell/services.ts';
import { ErrorCallout } from '../ui/error-callout.tsx';
import { momentText } from './changes-text.ts';

function GenerationRow(props: { readonly generation: Generation }) {
  const { generation } = props;
  const { changes, clock } = useServices();
  const [asked, setAsked] = useState(false);
  const { id, collectedAt, source, rows, storedBytes, pinned, partial } = generation;
  const when = momentText(collectedAt);
  return (
    <tr>
      <th scope="row" title={id}>
        {when} <span className="hs-quiet">{formatAgo(collectedAt, clock.now())}</span>{' '}
        {partial && (
          <Tag minimal intent="warning">
            Partial
          </Tag>
        )}
      </th>
      <td>{source.label}</td>
      <td className="hs-right">{formatCount(rows)}</td>
      <td className="hs-right">{formatBytes(storedBytes)}</td>
      <td>
        <Switch
          className="hs-pin-switch"
          aria-label={`Keep ${when} for good`}
          checked={pinned}
          onChange={({ currentTarget }) => void changes.pin(id, currentTarget.checked)}
        />
      </td>
      <td className="hs-right">
        <Button
          size="small"
          variant="minimal"
          {...(asked ? { intent: 'danger' as const } : {})}
          text={asked ? 'Really delete' : 'Delete'}
          aria-label={`${asked ? 'Really delete' : 'Delete'} ${when}`}
          onClick={() => (asked ? void changes.remove(id) : setAsked(true))}
          onBlur={() => setAsked(false)}
        />
      </td>
    </tr>
  );
}

/** What is kept, what it takes, and what became of others; generations are pinned and deleted here. */
export function GenerationsDialog(props: { readonly close: () => void }) {
  const { changes } = useServices();
  const list = useStore(changes.store, (state) => state.list);
  const error = useStore(changes.store, (state) => state.listError);
  return (
    <Dialog isOpen title="Generations" onClose={props.close} className="hs-generations">
      <DialogBody>
        {error !== undefined && <ErrorCallout error={error} />}
        {list !== undefined && (
          <>
            <p className="hs-quiet">
              {list.perVcenter === 0
                ? 'None is kept any more'
                : `The newest ${list.perVcenter} of each vCenter are kept`}
              , {formatBytes(list.usedBytes)} of {formatBytes(list.maxBytes)} in all. The oldest go first; those kept
              for good stay. Both limits are in the settings.
            </p>
            {list.generations.length === 0 ? (
              <p>No collection is kept yet.</p>
            ) : (
              <table className="hs-data-table">
                <thead>
                  <tr>
                    <th>Collected</th>
                    <th>vCenter</th>
                    <th className="hs-right">Rows</th>
                    <th className="hs-right">Size</th>
                    <th>Keep for good</th>
                    <th>
                      <span className="hs-hidden">Actions</span>
                    </th>
                  </tr>
                </thead>
                <tbody>
                  {list.generations.map((each) => (
                    <GenerationRow key={each.id} generation={each} />
                  ))}
                </tbody>
              </table>
            )}
            {list.notices.map((notice) => (
              <p key={notice} className="hs-change-note">
                {notice}
              </p>
            ))}
          </>
        )}
      </DialogBody>
      <DialogFooter actions={<Button text="Close" onClick={props.close} />} />
    </Dialog>
  );
}
