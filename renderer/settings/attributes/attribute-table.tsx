import { Checkbox, Tag } from '@blueprintjs/core';
import type { CostClass } from '../../../shared/attribute-selection.ts';
import { formatBytes } from '../../../shared/units.ts';
import type { AttributeRow } from './attribute-rows.ts';
import { valueText } from './value-text.ts';

const COST_INTENTS = {
  cheap: 'none',
  medium: 'none',
  expensive: 'warning',
  'very expensive': 'danger',
} as const satisfies Record<CostClass, string>;

function remarkOf({ required, essential, attribute }: AttributeRow): string {
  const remarks = [
    ...(required ? ['always kept'] : []),
    ...(essential ? [] : ['optional']),
    ...(attribute.since === undefined ? [] : [`since API ${attribute.since}`]),
  ];
  return remarks.join(', ');
}

function Row(props: { readonly row: AttributeRow; readonly toggle: (path: string) => void }) {
  const { row, toggle } = props;
  const { path, label } = row.attribute;
  return (
    <tr data-selected={row.selected}>
      <td>
        <Checkbox
          className="hs-attribute-check"
          checked={row.selected}
          disabled={row.required}
          onChange={() => toggle(path)}
          labelElement={label}
        />
      </td>
      <td className="hs-mono">{path}</td>
      <td className="hs-quiet">{valueText(row.attribute)}</td>
      <td>
        <Tag minimal intent={COST_INTENTS[row.cost]}>
          {row.cost}
        </Tag>
      </td>
      <td className="hs-right" title={row.measured ? 'measured by the latest collection' : 'estimated'}>
        {row.measured ? '' : '~'}
        {formatBytes(row.bytes)}
      </td>
      <td className="hs-quiet">{remarkOf(row)}</td>
    </tr>
  );
}

/** The attributes of a kind, each to be kept or not, with what it costs. */
export function AttributeTable(props: {
  readonly label: string;
  readonly rows: readonly AttributeRow[];
  readonly toggle: (path: string) => void;
}) {
  return (
    <table className="hs-data-table hs-attribute-table" aria-label={props.label}>
      <thead>
        <tr>
          <th>Attribute</th>
          <th>Path</th>
          <th>Value</th>
          <th>Cost to vCenter</th>
          <th className="hs-right">Bytes per object</th>
          <th>
            <span className="hs-hidden">Remarks</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {props.rows.map((row) => (
          <Row key={row.attribute.path} row={row} toggle={props.toggle} />
        ))}
      </tbody>
    </table>
  );
}
