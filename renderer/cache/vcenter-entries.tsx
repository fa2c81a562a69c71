import { Button, Tag } from '@blueprintjs/core';
import type { CacheEntry } from '../../shared/cache-view.ts';
import { RESOURCE_LABELS } from '../../shared/inventory.ts';
import { formatAgo, formatBytes, formatCount } from '../../shared/units.ts';
import { timeText } from '../inventory/cell-text.ts';
import { useServices } from '../shell/services.ts';
import type { Removal } from './cache-store.ts';
import type { ScopeGroup, VcenterGroup } from './entry-groups.ts';
import { freshText, ratioText, scopeText } from './entry-text.ts';

interface Actions {
  readonly openChunks: (entry: CacheEntry) => void;
  readonly remove: (removal: Removal) => void;
}

function EntryRow(props: Actions & { readonly entry: CacheEntry; readonly vcenter: string }) {
  const { entry, vcenter, openChunks, remove } = props;
  const { namespace, type, scope, rows, chunks, rawBytes, storedBytes, codec, collectedAt, expiresAt } = entry;
  const { clock } = useServices();
  const now = clock.now();
  const label = RESOURCE_LABELS[type];
  const fresh = freshText(entry, now);
  return (
    <tr>
      <th scope="row">{label}</th>
      <td className="hs-right">{formatCount(rows)}</td>
      <td className="hs-right">{formatCount(chunks)}</td>
      <td className="hs-right">{formatBytes(rawBytes)}</td>
      <td className="hs-right">{formatBytes(storedBytes)}</td>
      <td className="hs-right">{ratioText(rawBytes, storedBytes)}</td>
      <td>{codec}</td>
      <td>{formatAgo(collectedAt, now)}</td>
      <td>
        <Tag minimal intent={fresh === 'stale' ? 'warning' : 'success'}>
          {fresh}
        </Tag>
      </td>
      <td>{timeText(expiresAt)}</td>
      <td className="hs-entry-actions">
        <Button
          size="small"
          variant="minimal"
          text="Open"
          aria-label={`Open the chunks of ${label}`}
          disabled={chunks === 0}
          onClick={() => openChunks(entry)}
        />
        <Button
          size="small"
          variant="minimal"
          text="Remove…"
          aria-label={`Remove ${label}…`}
          onClick={() => remove({ label: `${label} of ${vcenter}`, selector: { namespace, type, scope } })}
        />
      </td>
    </tr>
  );
}

function Scope(props: Actions & { readonly group: ScopeGroup; readonly vcenter: string }) {
  const { group, vcenter, openChunks, remove } = props;
  const caption = scopeText(group);
  return (
    <>
      <h4 title={`Scope ${group.scope}`}>{caption}</h4>
      <table className="hs-data-table hs-entries" aria-label={`${vcenter}: ${caption}`}>
        <thead>
          <tr>
            <th>Kind</th>
            <th className="hs-right">Rows</th>
            <th className="hs-right">Chunks</th>
            <th className="hs-right">Raw</th>
            <th className="hs-right">Stored</th>
            <th className="hs-right">Ratio</th>
            <th>Codec</th>
            <th>Collected</th>
            <th>Freshness</th>
            <th>Kept until</th>
            <th>
              <span className="hs-hidden">Actions</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {group.entries.map((entry) => (
            <EntryRow key={entry.type} {...{ entry, vcenter, openChunks, remove }} />
          ))}
        </tbody>
      </table>
    </>
  );
}

/** What is cached of one vCenter: a row for every kind, table by table where there are several choices of attributes. */
export function VcenterEntries(props: Actions & { readonly group: VcenterGroup }) {
  const { group, openChunks, remove } = props;
  const { namespace, name, server, totals, scopes } = group;
  return (
    <section className="hs-vcenter-entries" aria-label={name}>
      <div className="hs-vcenter-head">
        <div>
          <h3>{name}</h3>
          <p className="hs-quiet">
            {server}, {formatCount(totals.rows)} rows, {formatBytes(totals.rawBytes)} in{' '}
            {formatBytes(totals.storedBytes)}
          </p>
        </div>
        <Button
          size="small"
          text="Remove all of this vCenter…"
          onClick={() => remove({ label: `everything of ${name}`, selector: { namespace } })}
        />
      </div>
      {scopes.map((scope) => (
        <Scope key={scope.scope} group={scope} vcenter={name} openChunks={openChunks} remove={remove} />
      ))}
    </section>
  );
}
