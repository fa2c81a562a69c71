import { stat, writeFile } from 'node:fs/promises';
import { dirname, extname } from 'node:path';
import { REPORT_FORMATS, type ReportFormat } from '../../../shared/benchmark/benchmark-view.ts';
import { usage } from './collect-source.ts';

/** The format that a file's name asks for. Throws `usage` for any other name, and for a folder that is not there. */
export async function reportFormatOf(path: string): Promise<ReportFormat> {
  const format = REPORT_FORMATS.find((each) => `.${each}` === extname(path).toLowerCase());
  if (format === undefined) {
    const allowed = REPORT_FORMATS.map((each) => `.${each}`).join(', ');
    throw usage(`--report: "${path}" is no kind of report.`, `Allowed: a file that ends with ${allowed}.`);
  }
  const folder = await stat(dirname(path)).catch(() => undefined);
  if (folder?.isDirectory()) return format;
  throw usage(`--report: the folder of "${path}" is not there.`, 'Make it first, or name another file.');
}

/** Throws `usage` naming the file when it cannot be written. */
export async function writeReport(path: string, text: string): Promise<void> {
  try {
    await writeFile(path, text);
  } catch (error) {
    throw usage(
      `--report: "${path}" cannot be written: ${error instanceof Error ? error.message : String(error)}.`,
      'The benchmark is in the history; save its report from the dashboard.',
    );
  }
}
