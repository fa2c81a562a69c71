import type { AttributeSelection } from '../shared/attribute-selection.ts';
import { type CollectionOptions, collectionOptionsOf, type Settings } from '../shared/settings.ts';
import { localSecret } from './cache/cache-secret.ts';
import { AnonymousFile } from './export/anonymise/anonymous-file.ts';
import { Pseudonyms } from './export/anonymise/pseudonyms.ts';
import type { ExportFile } from './export/export-file.ts';
import type { ExportName } from './export/export-name.ts';
import type { ExportHeader } from './export/row-format.ts';
import { RvtoolsFile } from './export/rvtools/rvtools-file.ts';
import { WORKBOOK_ATTRIBUTES } from './export/rvtools/workbook-attributes.ts';
import { TextFile } from './export/text-file.ts';

export { drainCollection } from './export/drain-collection.ts';
export type { ExportFile } from './export/export-file.ts';
export { type ExportName, parseExportName } from './export/export-name.ts';
export { exportPath } from './export/export-path.ts';
export type { ExportHeader } from './export/row-format.ts';
export { SeveralVcentersFile } from './export/several-vcenters.ts';

/** Rows of a workbook's collection are five times as heavy as others, with their devices: smaller batches keep memory where it is. */
const WORKBOOK_BATCH_SIZE = 25;

/** How a collection for a workbook is made: of selected attributes, whatever the settings say. */
export function forWorkbook(settings: Settings): {
  readonly attributes: AttributeSelection;
  readonly options: CollectionOptions;
} {
  const options = collectionOptionsOf(settings);
  const batchSize = Math.min(options.batchSize, WORKBOOK_BATCH_SIZE);
  return { attributes: WORKBOOK_ATTRIBUTES, options: { ...options, pruning: true, batchSize } };
}

export interface ExportRequest {
  /** Where the file is to appear. */
  readonly path: string;
  readonly name: ExportName;
  readonly header: ExportHeader;
  /** Of gzip, 1 to 9. */
  readonly level: number;
  /** Pseudonyms instead of names, addresses and identifiers. */
  readonly anonymise: boolean;
  /** Data folder: the secret behind the pseudonyms lies there. */
  readonly folder: string;
  readonly version: string;
  /** Collects young garbage; absent where explicit GC is off. */
  readonly tidy?: () => void;
  /** Permissions of the file; the system's default when absent. */
  readonly mode?: number;
}

/** Begins an export. Throws `internal` naming the file when it cannot be begun; a text file tells with its first rows. */
export async function openExport(request: ExportRequest): Promise<ExportFile> {
  const file = await openFile(request);
  return request.anonymise ? new AnonymousFile(file, new Pseudonyms(await localSecret(request.folder))) : file;
}

async function openFile(request: ExportRequest): Promise<ExportFile> {
  const { path, name, header, level, version, mode, tidy } = request;
  const { format, gzip } = name;
  const permissions = mode === undefined ? {} : { mode };
  return format === 'xlsx'
    ? RvtoolsFile.create({ path, level, program: `Heapsphere ${version}`, ...permissions, ...(tidy ? { tidy } : {}) })
    : new TextFile({ path, format, header, gzipLevel: gzip ? level : undefined, ...permissions });
}
