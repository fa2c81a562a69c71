import { Button, Checkbox, Dialog, DialogBody, DialogFooter, ProgressBar, Radio, RadioGroup } from '@blueprintjs/core';
import { useState } from 'react';
import { useStore } from 'zustand';
import { EXPORT_FORMATS, type ExportFormat } from '../../shared/export-view.ts';
import type { ComparisonState } from '../../shared/generations-view.ts';
import { FilePath } from '../export/export-result.tsx';
import { useServices } from '../shell/services.ts';
import { ErrorCallout } from '../ui/error-callout.tsx';
import { fileText } from './changes-text.ts';

const FORMAT_LABELS: Readonly<Record<ExportFormat, string>> = {
  csv: 'CSV: one table, for spreadsheets',
  json: 'JSON: one document',
  ndjson: 'NDJSON: one object a line',
  xlsx: 'Excel workbook: summary and changes',
};

function Written(props: { readonly state: ComparisonState }) {
  const { state } = props;
  const { phase, rowsRead, rowsExpected, file, error } = state;
  return (
    <div className="hs-export-result">
      <p role="status">{fileText(state)}</p>
      {phase === 'running' && (
        <ProgressBar aria-label="Rows read" {...(rowsExpected > 0 ? { value: rowsRead / rowsExpected } : {})} />
      )}
      {file && <FilePath path={file.path} />}
      {error && <ErrorCallout error={error} />}
    </div>
  );
}

/** Writes what differs to a file, all of it whatever the filter, and says where the file is. It goes on when the dialog is closed. */
export function ChangesExportDialog(props: { readonly close: () => void }) {
  const { changes } = useServices();
  const file = useStore(changes.store, (state) => state.file);
  const usage = useStore(changes.store, (state) => state.usage);
  const [format, setFormat] = useState<ExportFormat>('csv');
  const [gzip, setGzip] = useState(false);
  const running = file?.phase === 'running';
  const workbook = format === 'xlsx';
  return (
    <Dialog isOpen title="Export changes" onClose={props.close} className="hs-export">
      <DialogBody>
        <RadioGroup
          label="Format"
          disabled={running}
          selectedValue={format}
          onChange={({ currentTarget: { value } }) =>
            setFormat(EXPORT_FORMATS.find((each) => each === value) ?? format)
          }
        >
          {EXPORT_FORMATS.map((each) => (
            <Radio key={each} value={each} label={FORMAT_LABELS[each]} />
          ))}
        </RadioGroup>
        <Checkbox
          label="Compress with gzip"
          disabled={running || workbook}
          checked={gzip && !workbook}
          onChange={({ currentTarget }) => setGzip(currentTarget.checked)}
        />
        <p className="hs-quiet">
          Every change is written, whatever the filter{usage ? ', usage included' : ''}. The file names VMs, hosts and
          networks, with their values before and after as vCenter has them.
        </p>
        {file !== undefined && <Written key={file.id} state={file} />}
      </DialogBody>
      <DialogFooter
        actions={
          <>
            <Button text="Close" onClick={props.close} />
            {/* One takes the other's place: without the focus the keyboard would be out of the dialog. */}
            {running ? (
              <Button autoFocus text="Cancel export" onClick={() => changes.cancelExport()} />
            ) : (
              <Button autoFocus intent="primary" text="Export" onClick={() => void changes.export(format, gzip)} />
            )}
          </>
        }
      />
    </Dialog>
  );
}
