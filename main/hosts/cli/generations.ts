import { Command } from 'commander';
import type { ComparisonOrder } from '../../../shared/generations-view.ts';
import { formatBytes, formatCount } from '../../../shared/units.ts';
import { compareIntoFile, parseExportName } from '../../changes-export.ts';
import { type Generations, openGenerations } from '../../open-generations.ts';
import { ChangeLines, describeGenerations, describeSummary } from './generations-text.ts';
import { onInterrupt } from './interrupt.ts';
import { settingsFrom } from './setting-options.ts';
import type { Terminal } from './terminal.ts';
import { parseTypes } from './type-names.ts';

interface CompareOptions {
  readonly types?: string;
  readonly output?: string;
  readonly usage?: boolean;
  readonly json?: boolean;
}

interface Opened {
  readonly generations: Generations;
  readonly compress: boolean;
  /** Of gzip, 1 to 9. */
  readonly level: number;
}

/** `generations list` and `generations compare`: the collections that are kept, and what differs between two of them. */
export function generationsCommand(terminal: Terminal): Command {
  const command = new Command('generations').description('compare collections that are kept');
  const json = ['--json', 'print one JSON object on standard output'] as const;
  command
    .command('list')
    .description('every collection that is kept, newest first')
    .option(...json)
    .action(({ json }: { readonly json?: boolean }) =>
      withGenerations(terminal, async ({ generations }) => {
        const list = await generations.list();
        for (const notice of list.notices) terminal.note(notice);
        terminal.result(json ? JSON.stringify(list) : describeGenerations(list));
      }),
    );
  command
    .command('compare <older> <newer>')
    .description('what was added, removed and changed from one generation to another')
    .option('--types <list>', 'these kinds only, comma separated')
    .option('--output <file>', 'write all changes to a .json, .ndjson or .csv file, each also .gz, or to an .xlsx')
    .option('--usage', 'compare usage too, such as CPU and memory in use, which changes all the time')
    .option(...json)
    .action((older: string, newer: string, options: CompareOptions) =>
      withGenerations(terminal, (opened) => compare({ older, newer }, options, opened, terminal)),
    );
  return command;
}

async function withGenerations(terminal: Terminal, use: (opened: Opened) => Promise<void>): Promise<void> {
  const { store, folder } = await settingsFrom({});
  for (const notice of store.notices) terminal.note(notice);
  const { settings } = store.resolved;
  const generations = openGenerations({ folder, settings: () => settings });
  try {
    await use({ generations, compress: settings.compressResults, level: settings.compressionLevel });
  } finally {
    await generations.dispose();
  }
}

async function compare(
  ids: Pick<ComparisonOrder, 'older' | 'newer'>,
  { types, output, usage = false, json = false }: CompareOptions,
  { generations, compress, level }: Opened,
  terminal: Terminal,
): Promise<void> {
  const order: ComparisonOrder = { ...ids, usage, ...(types === undefined ? {} : { types: parseTypes(types) }) };
  const target = output === undefined ? undefined : { path: output, name: parseExportName(output, compress), level };
  const pair = [await generations.get(ids.older), await generations.get(ids.newer)];
  const abort = new AbortController();
  const release = onInterrupt(() => abort.abort());
  const lines = new ChangeLines();
  try {
    const { summary, objects, bytes } = await compareIntoFile(generations, order, {
      target,
      ...(json ? {} : { look: (page) => lines.add(page) }),
      onProgress: ({ rowsRead, rowsExpected }) =>
        terminal.status(`${formatCount(rowsRead)} of ${formatCount(rowsExpected)} rows read`),
      signal: abort.signal,
    });
    const [older, newer] = pair;
    if (json) terminal.result(JSON.stringify({ older, newer, objects, ...summary }));
    else terminal.result([describeSummary(summary, pair), ...lines.lines()].join('\n'));
    if (target) terminal.note(`Wrote ${formatCount(objects)} objects to ${target.path}, ${formatBytes(bytes)}.`);
  } finally {
    release();
  }
}
