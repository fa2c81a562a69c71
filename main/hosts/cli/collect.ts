import { Command } from 'commander';
import type { CollectionState } from '../../../shared/contract.ts';
import { HeapsphereError } from '../../../shared/errors.ts';
import { RESOURCE_TYPES, type ResourceType } from '../../../shared/inventory.ts';
import type { Settings } from '../../../shared/settings.ts';
import { formatBytes, formatCount, formatDuration } from '../../../shared/units.ts';
import { createServices } from '../../services.ts';
import { drainCollection } from './collect-drain.ts';
import { collectReport, describeCollection, describeStale } from './collect-report.ts';
import { sourceFrom } from './collect-source.ts';
import { EXIT, exitCodeOf } from './exit-codes.ts';
import { onInterrupt } from './interrupt.ts';
import { MemoryLines } from './memory-lines.ts';
import { OutputFile, parseOutputName } from './output/output-file.ts';
import { readPassword } from './password.ts';
import { settingsFrom, switchOptions } from './setting-options.ts';
import type { Terminal } from './terminal.ts';
import { TerraformEnvironment } from './terraform-env.ts';
import { parseTypes } from './type-names.ts';

interface CollectOptions {
  readonly demo?: string;
  readonly types?: string;
  readonly output?: string;
  readonly json?: boolean;
  readonly memoryStats?: boolean;
  readonly terraformEnv?: boolean;
  readonly passwordStdin?: boolean;
  readonly thumbprint?: string;
  readonly insecure?: boolean;
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
  const command = new Command('collect')
    .description('collect the inventory of a vCenter, or of a demo estate, once')
    .option('--server <host>', 'vCenter: host, host:port or URL (VSPHERE_SERVER)')
    .option('--user <name>', 'user to log in as (VSPHERE_USER)')
    .option('--password-stdin', 'read the password from standard input instead of VSPHERE_PASSWORD')
    .option('--demo <vms>', 'collect a demo estate of this many VMs instead')
    .option('--datacenter <name...>', 'these datacenters only (VSPHERE_DATACENTERS)')
    .option('--types <list>', 'these kinds only, comma separated: vm, template, host, cluster, datastore, network, …')
    .option('--output <file>', 'write the rows to a .json, .ndjson or .csv file, each also .gz')
    .option('--no-cache', 'read from the vCenter, whatever is cached')
    .option('--memory-stats', 'print memory before, per kind, after, and after a forced garbage collection')
    .option('--terraform-env', 'print a pool, datastore, network and template as variables for Terraform')
    .option('--thumbprint <sha256>', 'trust exactly the certificate with this SHA-256 fingerprint')
    .option('--insecure', 'accept any certificate (test servers only)')
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
  if (options.output !== undefined) parseOutputName(options.output, settings.compressResults);
  const password = options.passwordStdin ? await readPassword(process.stdin) : settings.password;
  const source = sourceFrom(options, settings, password);
  if (options.insecure) terminal.note('Warning: --insecure accepts any certificate; the password may reach anybody.');

  const memory = options.memoryStats ? new MemoryLines(terminal) : undefined;
  memory?.before();
  const services = await createServices({
    version,
    current: () => ({ settings, attributes: store.attributes }),
    cacheFolder: options.cache ? folder : undefined,
    memoryTier: false,
    onChange: (state) => showProgress(state, terminal, memory),
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
    });
    const terraform = options.terraformEnv ? new TerraformEnvironment() : undefined;
    const file = outputFile(options.output, types, settings);
    const state = await drainCollection(collection, services.readChunk, { file, terraform });
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

function outputFile(
  path: string | undefined,
  types: readonly ResourceType[],
  { dataPruning: pruning, compressResults, compressionLevel }: Settings,
): OutputFile | undefined {
  return path === undefined ? undefined : new OutputFile(path, { types, pruning }, compressResults, compressionLevel);
}

function noteDropped(file: OutputFile | undefined, terminal: Terminal): void {
  if (!file || file.dropped.size === 0) return;
  const columns = [...file.dropped].join(', ');
  terminal.note(`Not in the CSV, because only some objects have them: ${columns}. Use .json for everything.`);
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
