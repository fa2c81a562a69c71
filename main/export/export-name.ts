import { HeapsphereError } from '../../shared/errors.ts';
import { EXPORT_FORMATS, type ExportFormat } from '../../shared/export-view.ts';

export type TextFormat = Exclude<ExportFormat, 'xlsx'>;

/** What the name of an export file says of its content. */
export interface ExportName {
  readonly format: ExportFormat;
  readonly gzip: boolean;
}

/**
 * How the name of an export file is read: by its ending, in any case. An .xlsx is compressed already and takes no .gz.
 * @param compress whether compression is on
 * Throws `usage` for a format that does not exist or a contradiction.
 */
export function parseExportName(path: string, compress: boolean): ExportName {
  const [, ending = '', gz] = /\.([a-z0-9]+)(\.gz)?$/i.exec(path) ?? [];
  const format = EXPORT_FORMATS.find((each) => each === ending.toLowerCase());
  if (format === undefined || (format === 'xlsx' && gz !== undefined)) {
    throw usage(
      `--output: "${path}" does not end in a known format.`,
      'Allowed endings: .json, .ndjson, .csv, each also with .gz; and .xlsx.',
    );
  }
  if (gz && !compress) {
    throw usage(
      `--output: "${path}" asks for gzip, but compression is off.`,
      'Leave out .gz, or turn compression on (--compress on).',
    );
  }
  return { format, gzip: gz !== undefined };
}

function usage(message: string, action: string): HeapsphereError {
  return new HeapsphereError({ code: 'usage', message, action });
}
