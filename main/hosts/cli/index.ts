/** The terminal door: one file per command. */
import { fileURLToPath } from 'node:url';
import { Command, CommanderError } from 'commander';
import packageJson from '../../../package.json' with { type: 'json' };
import { HeapsphereError } from '../../../shared/errors.ts';
import { cacheCommand } from './cache.ts';
import { collectCommand } from './collect.ts';
import { demoCommand } from './demo.ts';
import { EXIT, exitCodeOf } from './exit-codes.ts';
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

let exitCode: number = EXIT.done;
const program = new Command('heapsphere')
  .description('Inventory of large vSphere estates, streamed with flat memory.')
  .version(packageJson.version)
  .exitOverride()
  .configureOutput({ writeErr: (text) => process.stderr.write(text) })
  .showHelpAfterError('Run with --help to see what is allowed.');
for (const command of [
  collectCommand(terminal, packageJson.version, (code) => {
    exitCode = code;
  }),
  demoCommand(terminal),
  serveCommand(terminal, packageJson.version, rendererDirectory),
  settingsCommand(terminal),
  cacheCommand(terminal),
]) {
  for (const each of [command, ...command.commands]) each.exitOverride().copyInheritedSettings(program);
  program.addCommand(command);
}

try {
  await program.parseAsync(process.argv);
} catch (error) {
  if (error instanceof CommanderError) exitCode = error.exitCode === 0 ? EXIT.done : EXIT.usage;
  else {
    const data = HeapsphereError.dataOf(error);
    terminal.error(data);
    if (process.argv.includes('--json')) terminal.result(JSON.stringify({ error: data }));
    exitCode = exitCodeOf(data.code);
  }
}
process.exitCode = exitCode;
