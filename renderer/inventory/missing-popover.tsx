import { Button, HTMLTable, PopoverNext } from '@blueprintjs/core';
import { WarningSign } from '@blueprintjs/icons';
import { useStore } from 'zustand';
import { type MissingReport, RESOURCE_LABELS } from '../../shared/inventory.ts';
import { formatCount } from '../../shared/units.ts';
import { visibleText } from '../../shared/visible-text.ts';
import { useServices } from '../shell/services.ts';

function examplesOf(report: MissingReport): string {
  const ids = report.refs.map((ref) => ref.slice(ref.indexOf(':') + 1));
  return ids.length < report.count && ids.length > 0 ? `${ids.join(', ')}…` : ids.join(', ');
}

/** Whether an unknown number of objects of a kind is missing, because the kind could not be read to its end. */
function isUncounted(report: MissingReport): boolean {
  return report.path === '*' && report.refs.length === 0;
}

/** "110 missing", "8 kinds missing", "110 values, 8 kinds missing". */
function summaryOf(missing: readonly MissingReport[]): string {
  const kinds = missing.filter(isUncounted).length;
  const values = missing.filter((report) => !isUncounted(report)).reduce((sum, { count }) => sum + count, 0);
  if (kinds === 0) return `${formatCount(values)} missing`;
  const kindsText = kinds === 1 ? '1 kind missing' : `${kinds} kinds missing`;
  return values === 0 ? kindsText : `${formatCount(values)} values, ${kindsText}`;
}

interface Missing extends MissingReport {
  /** Which vCenter did not hand it out. */
  readonly vcenter: string;
}

function MissingTable(props: { readonly missing: readonly Missing[]; readonly several: boolean }) {
  const { several } = props;
  return (
    <div className="hs-missing">
      {!props.missing.every(isUncounted) && (
        <p>vCenter did not hand out these values. The rows are kept without them.</p>
      )}
      {props.missing.some(isUncounted) && <p>Kinds without a count could not be read to their end.</p>}
      <HTMLTable compact className="hs-missing-table">
        <thead>
          <tr>
            {several && <th>vCenter</th>}
            <th>Objects</th>
            <th>Property</th>
            <th>Reason</th>
            <th className="hs-right">Count</th>
            <th>Examples</th>
          </tr>
        </thead>
        <tbody>
          {props.missing.map((report) => (
            <tr key={`${report.vcenter} ${report.type} ${report.path} ${report.reason}`}>
              {several && <td>{report.vcenter}</td>}
              <td>{RESOURCE_LABELS[report.type]}</td>
              <td className="hs-mono">{report.path === '*' ? 'whole objects' : report.path}</td>
              <td>{visibleText(report.reason)}</td>
              <td className="hs-right">{isUncounted(report) ? '–' : formatCount(report.count)}</td>
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
  const open = useStore(collections.store, (state) => state.open);
  const missing = open.flatMap(({ label, collection }) =>
    collection.missing.map((report) => ({ ...report, vcenter: label })),
  );
  if (missing.length === 0) return null;
  return (
    <PopoverNext content={<MissingTable missing={missing} several={open.length > 1} />} placement="bottom-end">
      <Button
        size="small"
        variant="minimal"
        intent="warning"
        icon={<WarningSign size={14} />}
        text={summaryOf(missing)}
      />
    </PopoverNext>
  );
}
