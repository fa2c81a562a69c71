import { Checkbox, FormGroup, HTMLSelect, Radio, RadioGroup } from '@blueprintjs/core';
import { EXPORT_FORMATS, type ExportFormat } from '../../shared/export-view.ts';
import { RESOURCE_LABELS, type ResourceType } from '../../shared/inventory.ts';
import type { VcenterName } from '../vcenters/use-vcenter-names.ts';
import { FORMAT_LABELS } from './export-text.ts';

/** What a person has chosen. */
export interface ExportChoice {
  readonly format: ExportFormat;
  readonly gzip: boolean;
  /** The kind on screen only. */
  readonly shownOnly: boolean;
  readonly anonymise: boolean;
  /** Key of a vCenter; undefined: all of them. */
  readonly vcenter: string | undefined;
}

export const FIRST_CHOICE: ExportChoice = {
  format: 'csv',
  gzip: false,
  shownOnly: false,
  anonymise: false,
  vcenter: undefined,
};

/** The choices of an export; a workbook has all kinds and is compressed already. */
export function ExportOptions(props: {
  readonly choice: ExportChoice;
  readonly type: ResourceType;
  readonly vcenters: readonly VcenterName[];
  readonly disabled: boolean;
  readonly choose: (choice: ExportChoice) => void;
}) {
  const { choice, type, vcenters, disabled, choose } = props;
  const workbook = choice.format === 'xlsx';
  const formatOf = (value: string): ExportFormat => EXPORT_FORMATS.find((each) => each === value) ?? choice.format;
  return (
    <>
      {vcenters.length > 1 && (
        <FormGroup label="vCenter" labelFor="export-vcenter">
          <HTMLSelect
            id="export-vcenter"
            fill
            disabled={disabled}
            value={choice.vcenter ?? ''}
            onChange={({ currentTarget }) => choose({ ...choice, vcenter: currentTarget.value || undefined })}
          >
            <option value="" disabled={workbook}>
              All {vcenters.length} vCenters, in one file
            </option>
            {vcenters.map(({ key, label }) => (
              <option key={key} value={key}>
                {label}
              </option>
            ))}
          </HTMLSelect>
        </FormGroup>
      )}
      <RadioGroup
        label="Format"
        disabled={disabled}
        selectedValue={choice.format}
        onChange={({ currentTarget }) => {
          const format = formatOf(currentTarget.value);
          // A workbook is of one vCenter.
          const vcenter = format === 'xlsx' ? (choice.vcenter ?? vcenters[0]?.key) : choice.vcenter;
          choose({ ...choice, format, vcenter });
        }}
      >
        {EXPORT_FORMATS.map((format) => (
          <Radio key={format} value={format} label={FORMAT_LABELS[format]} />
        ))}
      </RadioGroup>
      <RadioGroup
        label="Kinds"
        disabled={disabled || workbook}
        selectedValue={choice.shownOnly && !workbook ? 'shown' : 'all'}
        onChange={({ currentTarget }) => choose({ ...choice, shownOnly: currentTarget.value === 'shown' })}
      >
        <Radio value="all" label="All kinds" />
        <Radio value="shown" label={`${RESOURCE_LABELS[type]} only`} />
      </RadioGroup>
      <FormGroup label="Content">
        <Checkbox
          label="Anonymise"
          disabled={disabled}
          checked={choice.anonymise}
          onChange={({ currentTarget }) => choose({ ...choice, anonymise: currentTarget.checked })}
        />
        <Checkbox
          label="Compress with gzip"
          disabled={disabled || workbook}
          checked={choice.gzip && !workbook}
          onChange={({ currentTarget }) => choose({ ...choice, gzip: currentTarget.checked })}
        />
      </FormGroup>
    </>
  );
}
