import { Command } from 'commander';
import type { CollectionState } from '../../../shared/contract.ts';
import { HeapsphereError } from '../../../shared/errors.ts';
import { RESOURCE_TYPES, type ResourceType } from '../../../shared/inventory.ts';
import { formatBytes, formatCount, formatDuration } from '../../../shared/units.ts';
import { drainCollection } from '../../exports.ts';
import { createServices } from '../../services.ts';
import { promptedPassword } from './ask-password.ts';
import { noteDropped, type OutputOptions, openOutput, planOutput } from './collect-output.ts';
import { collectReport, describeCollection, describeStale } from './collect-report.ts';
import { sourceFrom } from './collect-source.ts';
import { type ConnectionOptions, connectionSource } from './connection-source.ts';
import { EXIT, exitCodeOf } from './exit-codes.ts';
import { onInterrupt } from './interrupt.ts';
import { MemoryLines } from './memory-lines.ts';
import { readPassword } from './password.ts';
import { describeResume, RetryNotes } from './retry-notes.ts';
import { settingsFrom, sourceOptions, switchOptions } from './setting-options.ts';
import type { Terminal } from './terminal.ts';
import { parsePreferredNames, TerraformEnvironment } from './terraform-env.ts';
import { parseTypes } from './type-names.ts';

interface CollectOptions extends OutputOptions, ConnectionOptions {
  readonly json?: boolean;
  readonly memoryStats?: boolean;
  readonly terraformEnv?: boolean;
  readonly terraformPrefer?: readonly string[];
  readonly passwordStdin?: boolean;
  readonly cache: boolean;
}

/** Infrastructure that --terraform-env chooses from. */
const TERRAFORM_TYPES: readonly ResourceType[] = [
  'ResourcePool',
  'Datastore',
  'Network',
  'DistributedVirtualPortgroup',
  'Template',
];

export function collectCommand(terminal: Terminal, version: string, exit: (code: number) => void): Command {
  const command = new Command('collect').description('collect the inventory of a vCenter, or of a demo estate, once');
  for (const option of sourceOptions()) command.addOption(option);
  command
    .option('--connection <name>', 'a connection that was saved in the window: server, user, datacenters and trust')
    .option('--types <list>', 'these kinds only, comma separated: vm, template, host, cluster, datastore, network, …')
    .option(
      '--output <file>',
      'write the rows to a .json, .ndjson or .csv file, each also .gz, or to an .xlsx as of RVTools',
    )
    .option('--anonymise', 'pseudonyms in the file instead of names, addresses, UUIDs and notes')
    .option('--no-cache', 'read from the vCenter, whatever is cached')
    .option('--memory-stats', 'print memory before, per kind, after, and after a forced garbage collection')
    .option('--terraform-env', 'print a pool, datastore, network and template as variables for Terraform')
    .option(
      '--terraform-prefer <variable=pattern...>',
      'names that --terraform-env prefers, for example NETWORK_ID=^dmz-',
    )
    .option('--json', 'print one JSON object on standard output');
  for (const option of switchOptions()) command.addOption(option);
  return command.action(async (options: CollectOptions) => {
    exit(await collect(options, terminal, version));
  });
}

async function collect(options: CollectOptions, terminal: Terminal, version: string): Promise<number> {
  const { store, folder } = await settingsFrom({ ...options });
  for (const notice of store.notices) terminal.note(notice);
  const { settings } = store.resolved;
  const types = typesOf(options);
  const output = planOutput(options, settings);
  const preferred = parsePreferredNames(options.terraformPrefer ?? []);
  const password = options.passwordStdin ? await readPassword(process.stdin) : settings.password;
  const source =
    options.connection === undefined
      ? sourceFrom(options, settings, password ?? (await promptedPassword(options, settings)))
      : await connectionSource(options.connection, options, { store, folder, terminal, password });
  if (options.insecure) terminal.note('Warning: --insecure accepts any certificate; the password may reach anybody.');

  const memory = options.memoryStats ? new MemoryLines(terminal) : undefined;
  memory?.before();
  const retryNotes = new RetryNotes(terminal);
  const services = await createServices({
    version,
    current: () => ({ settings, attributes: store.attributes }),
    cacheFolder: options.cache ? folder : undefined,
    generationsFolder: folder,
    memoryTier: false,
    onChange: (state) => {
      retryNotes.add(state);
      showProgress(state, terminal, memory);
    },
  });
  const release = onInterrupt(() => {
    terminal.note('Interrupted: logging out …');
    void services.dispose();
  });
  try {
    const collection = await services.start({
      source,
      types,
      insecure: options.insecure ?? false,
      retain: false,
      cacheMode: 'read',
      // Other attributes than the settings say, and five times as many bytes.
      generation: output?.name.format !== 'xlsx',
      ...output?.collect,
    });
    const terraform = options.terraformEnv ? new TerraformEnvironment(preferred) : undefined;
    const tidy = settings.explicitGc ? { tidy: services.collectYoungGarbage } : {};
    const file = output && (await openOutput(output, store, { types, folder, version, ...tidy }));
    const { state } = await drainCollection(collection, {
      readChunk: services.readChunk,
      file,
      ...(terraform ? { look: (batch) => terraform.add(batch) } : {}),
      ...tidy,
      onFailure: () => collection.cancel(),
    });
    noteDropped(file, terminal);
    memory?.after(state, services.collectGarbage);
    report(state, types, options, terminal, terraform, () => collectReport(state, types, store.view()));
    return exitCode(state);
  } catch (error) {
    const data = HeapsphereError.dataOf(error);
    terminal.error(data);
    if (options.json) terminal.result(JSON.stringify({ error: data }));
    return exitCodeOf(data.code);
  } finally {
    await services.dispose();
    release();
  }
}

function typesOf({ types, terraformEnv, output }: CollectOptions): readonly ResourceType[] {
  if (types !== undefined) return parseTypes(types);
  return terraformEnv && output === undefined ? TERRAFORM_TYPES : RESOURCE_TYPES;
}

function report(
  state: CollectionState,
  types: readonly ResourceType[],
  options: CollectOptions,
  terminal: Terminal,
  terraform: TerraformEnvironment | undefined,
  json: () => object,
): void {
  if (state.error) terminal.error(state.error);
  const stale = describeStale(state);
  if (stale !== undefined) terminal.note(stale);
  for (const { message, action } of state.advice ?? []) terminal.note(`${message}\n${action}`);
  const resume = describeResume(state);
  if (resume !== undefined) terminal.note(resume);
  if (terraform) for (const line of terraform.lines()) (options.json ? terminal.note : terminal.result)(line);
  if (options.json) terminal.result(JSON.stringify(json()));
  else if (!terraform && state.rows > 0) terminal.result(describeCollection(state));
  if (!options.json && terraform && types.length > 0) terminal.note(describeCollection(state));
  if (options.output !== undefined && (state.phase === 'completed' || state.phase === 'partial')) {
    terminal.note(`Wrote ${formatCount(state.rows)} objects to ${options.output}.`);
  }
}

function exitCode({ phase, error, rows }: CollectionState): number {
  if (phase === 'completed') return EXIT.done;
  if (phase === 'cancelled') return EXIT.interrupted;
  if (phase === 'partial' && rows > 0) return EXIT.partial;
  return exitCodeOf(error?.code ?? 'internal');
}

function showProgress(state: CollectionState, terminal: Terminal, memory: MemoryLines | undefined): void {
  memory?.during(state);
  const elapsed = (Date.now() - state.startedAt) / 1000;
  const rate = Math.round(state.rows / Math.max(elapsed, 0.001));
  terminal.status(
    `${state.phase} ${state.currentType ?? ''}: ${formatCount(state.rows)} objects, ${formatCount(rate)}/s, ` +
      `${formatBytes(state.bytesReceived)}, ${formatDuration(elapsed)}`,
  );
}
