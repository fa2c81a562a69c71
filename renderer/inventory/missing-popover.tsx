import { Button, HTMLTable, PopoverNext } from '@blueprintjs/core';
import { WarningSign } from '@blueprintjs/icons';
import { useStore } from 'zustand';
import { type MissingReport, RESOURCE_LABELS } from '../../shared/inventory.ts';
import { formatCount } from '../../shared/units.ts';
import { useServices } from '../shell/services.ts';

function examplesOf(report: MissingReport): string {
  const ids = report.refs.map((ref) => ref.slice(ref.indexOf(':') + 1));
  return ids.length < report.count && ids.length > 0 ? `${ids.join(', ')}…` : ids.join(', ');
}

function MissingTable(props: { readonly missing: readonly MissingReport[] }) {
  return (
    <div className="hs-missing">
      <p>vCenter did not hand out these values. The rows are kept without them.</p>
      <HTMLTable compact className="hs-missing-table">
        <thead>
          <tr>
            <th>Objects</th>
            <th>Property</th>
            <th>Reason</th>
            <th className="hs-right">Count</th>
            <th>Examples</th>
          </tr>
        </thead>
        <tbody>
          {props.missing.map((report) => (
            <tr key={`${report.type} ${report.path} ${report.reason}`}>
              <td>{RESOURCE_LABELS[report.type]}</td>
              <td className="hs-mono">{report.path === '*' ? 'whole objects' : report.path}</td>
              <td>{report.reason}</td>
              <td className="hs-right">{formatCount(report.count)}</td>
              <td className="hs-mono">{examplesOf(report)}</td>
            </tr>
          ))}
        </tbody>
      </HTMLTable>
    </div>
  );
}

/** How many values are missing, and on demand which and why. Nothing when none are. */
export function MissingPopover() {
  const { collections } = useServices();
  const missing = useStore(collections.store, (state) => state.current?.missing);
  if (missing === undefined || missing.length === 0) return null;
  const total = missing.reduce((sum, report) => sum + report.count, 0);
  return (
    <PopoverNext content={<MissingTable missing={missing} />} placement="bottom-end">
      <Button
        size="small"
        variant="minimal"
        intent="warning"
        icon={<WarningSign size={14} />}
        text={`${formatCount(total)} missing`}
      />
    </PopoverNext>
  );
}
