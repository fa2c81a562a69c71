import { Command } from 'commander';
import type { CollectionState } from '../../../shared/contract.ts';
import { HeapsphereError } from '../../../shared/errors.ts';
import { RESOURCE_TYPES, type ResourceType } from '../../../shared/inventory.ts';
import { drainCollection } from '../../exports.ts';
import { createServices } from '../../services.ts';
import { promptedPassword } from './ask-password.ts';
import { noteDropped, type OutputOptions, openOutput, planOutput } from './collect-output.ts';
import { progressText } from './collect-progress.ts';
import { collectReport, describeCollection, describeFile, describeStale } from './collect-report.ts';
import { sourceFrom, usage } from './collect-source.ts';
import { type ConnectionOptions, connectionSource } from './connection-source.ts';
import { EXIT, exitCodeOf } from './exit-codes.ts';
import { onInterrupt } from './interrupt.ts';
import { MemoryLines } from './memory-lines.ts';
import { readPassword } from './password.ts';
import { describeResume, RetryNotes } from './retry-notes.ts';
import { settingsFrom, sourceOptions, switchOptions } from './setting-options.ts';
import type { Terminal } from './terminal.ts';
import {
  checkTerraformTypes,
  parsePreferredNames,
  TERRAFORM_TYPES,
  TerraformEnvironment,
  withTerraformAttributes,
} from './terraform-env.ts';
import { parseTypes } from './type-names.ts';

interface CollectOptions extends OutputOptions, ConnectionOptions {
  readonly connection?: readonly string[];
  readonly schedule?: string;
  readonly atOnce?: string;
  readonly json?: boolean;
  readonly memoryStats?: boolean;
  readonly terraformEnv?: boolean;
  readonly terraformPrefer?: readonly string[];
  readonly passwordStdin?: boolean;
  readonly cache: boolean;
}

export function collectCommand(terminal: Terminal, version: string, exit: (code: number) => void): Command {
  const command = new Command('collect').description('collect the inventory of a vCenter, or of a demo estate, once');
  for (const option of sourceOptions()) command.addOption(option);
  command
    .option('--connection <name...>', 'a connection that was saved in the window: server, user, datacenters and trust')
    .option(
      '--schedule <every>',
      'collect again and again, such as 15m, sharing the vCenters with other collectors; off ends it',
    )
    .option('--at-once <n>', 'vCenters that this collector reads at the same time with --schedule, 1 to 4 (default: 2)')
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
    const { schedule } = options;
    if (schedule === undefined) return exit(await collect(options, terminal, version));
    // Loaded here, so that a single collection starts without the queue.
    const { collectScheduled } = await import('./collect-schedule.ts');
    exit(await collectScheduled({ ...options, schedule }, terminal, version));
  });
}

async function collect(options: CollectOptions, terminal: Terminal, version: string): Promise<number> {
  if (options.atOnce !== undefined) throw usage('--at-once is for --schedule.', 'Leave it out, or add --schedule.');
  const { store, folder } = await settingsFrom({ ...options });
  for (const notice of store.notices) terminal.note(notice);
  const { settings } = store.resolved;
  const types = typesOf(options);
  const attributes = options.terraformEnv ? withTerraformAttributes(store.attributes) : store.attributes;
  const output = planOutput(options, settings);
  const preferred = parsePreferredNames(options.terraformPrefer ?? []);
  const password = options.passwordStdin ? await readPassword(process.stdin) : settings.password;
  const source =
    options.connection === undefined
      ? sourceFrom(options, settings, password ?? (await promptedPassword(options, settings)))
      : await connectionSource(oneOf(options.connection), options, { store, folder, terminal, password });
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
      memory?.during(state);
      terminal.status(progressText(state));
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
      attributes,
      ...output?.collect,
    });
    const terraform = options.terraformEnv ? new TerraformEnvironment(preferred) : undefined;
    const tidy = settings.explicitGc ? { tidy: services.collectYoungGarbage } : {};
    const file = output && (await openOutput(output, store, { types, attributes, folder, version, ...tidy }));
    const { state } = await drainCollection(collection, {
      readChunk: services.readChunk,
      file,
      ...(terraform ? { look: (batch) => terraform.add(batch) } : {}),
      ...tidy,
      onFailure: () => collection.cancel(),
    });
    noteDropped(file, terminal);
    memory?.after(state, services.collectGarbage);
    const variables = terraform?.lines(state, { types, datacenters: source.datacenters });
    report(state, types, options, terminal, variables, () => collectReport(state, types, store.view()));
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

function oneOf([name = '', ...others]: readonly string[]): string {
  if (others.length === 0) return name;
  throw usage('A single collection reads one vCenter.', 'Name one connection, or add --schedule.');
}

function typesOf({ types, terraformEnv, output }: CollectOptions): readonly ResourceType[] {
  if (types !== undefined) {
    const parsed = parseTypes(types);
    if (terraformEnv) checkTerraformTypes(parsed);
    return parsed;
  }
  return terraformEnv && output === undefined ? TERRAFORM_TYPES : RESOURCE_TYPES;
}

function report(
  state: CollectionState,
  types: readonly ResourceType[],
  options: CollectOptions,
  terminal: Terminal,
  terraform: readonly string[] | undefined,
  json: () => object,
): void {
  if (state.error) terminal.error(state.error);
  const stale = describeStale(state);
  if (stale !== undefined) terminal.note(stale);
  for (const { message, action } of state.advice ?? []) terminal.note(`${message}\n${action}`);
  const resume = describeResume(state);
  if (resume !== undefined) terminal.note(resume);
  for (const line of terraform ?? []) (options.json ? terminal.note : terminal.result)(line);
  if (options.json) terminal.result(JSON.stringify(json()));
  else if (!terraform && state.rows > 0) terminal.result(describeCollection(state));
  if (!options.json && terraform && types.length > 0) terminal.note(describeCollection(state));
  if (options.output !== undefined && (state.phase === 'completed' || state.phase === 'partial')) {
    terminal.note(describeFile(state, types, options.output));
  }
}

function exitCode({ phase, error, rows }: CollectionState): number {
  if (phase === 'completed') return EXIT.done;
  if (phase === 'cancelled') return EXIT.interrupted;
  if (phase === 'partial' && rows > 0) return EXIT.partial;
  return exitCodeOf(error?.code ?? 'internal');
}
