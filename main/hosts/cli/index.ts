/** The terminal door: one file per command. */
import { fileURLToPath } from 'node:url';
import { Command, CommanderError } from 'commander';
import packageJson from '../../../package.json' with { type: 'json' };
import { type ErrorData, HeapsphereError } from '../../../shared/errors.ts';
import { benchCommand } from './bench.ts';
import { cacheCommand } from './cache.ts';
import { collectCommand } from './collect.ts';
import { connectionsCommand } from './connections.ts';
import { demoCommand } from './demo.ts';
import { EXIT, exitCodeOf } from './exit-codes.ts';
import { generationsCommand } from './generations.ts';
import { serveCommand } from './serve.ts';
import { settingsCommand } from './settings.ts';
import { createTerminal } from './terminal.ts';

const terminal = createTerminal(process.stdout, process.stderr);
/** Built renderer beside the bundle; the sources' build lands in the same folder. */
const rendererDirectory = fileURLToPath(
  import.meta.url.endsWith('.ts')
    ? new URL('../../../dist/renderer', import.meta.url)
    : new URL('../renderer', import.meta.url),
);

const TO_HELP = 'Run with --help to see what is allowed.';

let exitCode: number = EXIT.done;
const program = new Command('heapsphere')
  .description('Inventory of large vSphere estates, streamed with flat memory.')
  .version(packageJson.version)
  .exitOverride()
  .configureOutput({ writeErr: (text) => process.stderr.write(text) })
  .showHelpAfterError(TO_HELP);
const exit = (code: number) => {
  exitCode = code;
};
for (const command of [
  collectCommand(terminal, packageJson.version, exit),
  benchCommand(terminal, packageJson.version, exit),
  demoCommand(terminal),
  serveCommand(terminal, packageJson.version, rendererDirectory),
  settingsCommand(terminal),
  connectionsCommand(terminal),
  cacheCommand(terminal),
  generationsCommand(terminal),
]) {
  for (const each of [command, ...command.commands]) each.exitOverride().copyInheritedSettings(program);
  program.addCommand(command);
}

try {
  await program.parseAsync(process.argv);
} catch (error) {
  exitCode = error instanceof CommanderError ? refused(error) : failed(HeapsphereError.dataOf(error));
}
process.exitCode = exitCode;

/** What commander does not take it has told on stderr already; help and version are no failures. */
function refused({ exitCode, message }: CommanderError): number {
  if (exitCode === 0) return EXIT.done;
  printJsonError({ code: 'usage', message: message.replace(/^error: /, ''), action: TO_HELP });
  return EXIT.usage;
}

function failed(error: ErrorData): number {
  terminal.error(error);
  printJsonError(error);
  return exitCodeOf(error.code);
}

/** With --json stdout holds one object, whatever happens. */
function printJsonError(error: ErrorData): void {
  if (process.argv.includes('--json')) terminal.result(JSON.stringify({ error }));
}
