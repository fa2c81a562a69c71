import type { Settings } from '../../../shared/settings.ts';
import {
  type ExportFile,
  type ExportHeader,
  type ExportName,
  type ExportRequest,
  forWorkbook,
  openExport,
  parseExportName,
} from '../../exports.ts';
import type { SettingsStore } from '../../open-settings.ts';
import type { StartRequest } from '../../services.ts';
import { usage } from './collect-source.ts';
import type { Terminal } from './terminal.ts';

export interface OutputOptions {
  readonly output?: string;
  readonly types?: string;
  readonly anonymise?: boolean;
}

/** A file that was asked for, before anything is collected. */
export interface PlannedOutput {
  readonly path: string;
  readonly name: ExportName;
  readonly anonymise: boolean;
  /** What the file needs of the collection. */
  readonly collect: Pick<StartRequest, 'attributes' | 'options'>;
}

/** Reads --output and --anonymise. Throws `usage` naming what contradicts. */
export function planOutput(
  { output: path, types, anonymise = false }: OutputOptions,
  settings: Settings,
): PlannedOutput | undefined {
  if (path === undefined) {
    if (anonymise) throw usage('--anonymise is for files, and there is none.', 'Add --output FILE.');
    return undefined;
  }
  const name = parseExportName(path, settings.compressResults);
  const workbook = name.format === 'xlsx';
  if (workbook && types !== undefined) {
    throw usage(
      '--types and an .xlsx contradict each other: its sheets name hosts, folders and networks of all kinds.',
      'Leave out --types, or write a .csv, .json or .ndjson file.',
    );
  }
  return { path, name, anonymise, collect: workbook ? forWorkbook(settings) : {} };
}

/** Begins the file. Throws `internal` naming it. */
export function openOutput(
  { path, name, anonymise }: PlannedOutput,
  { resolved: { settings } }: SettingsStore,
  more: Pick<ExportRequest, 'folder' | 'version' | 'tidy'> & Pick<ExportHeader, 'types' | 'attributes'>,
): Promise<ExportFile> {
  const { types, attributes, ...rest } = more;
  const header = { types, pruning: settings.dataPruning, attributes };
  return openExport({ path, name, header, level: settings.compressionLevel, anonymise, ...rest });
}

/** Tells of columns that the file has no place for. */
export function noteDropped(file: ExportFile | undefined, terminal: Terminal): void {
  if (!file || file.dropped.size === 0) return;
  const columns = [...file.dropped].join(', ');
  terminal.note(`Not in the CSV, because only some objects have them: ${columns}. Use .json for everything.`);
}
