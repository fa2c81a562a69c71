import { Command } from 'commander';
import { demoSize, usage } from './collect-source.ts';
import { onInterrupt } from './interrupt.ts';
import type { Terminal } from './terminal.ts';

interface DemoOptions {
  readonly vms: string;
  readonly port: string;
  readonly seed: string;
  readonly life?: boolean;
}

export function demoCommand(terminal: Terminal): Command {
  return new Command('demo')
    .description('serve a demo vCenter on loopback until stopped')
    .option('--vms <n>', 'virtual machines, 1 to 100000', '2000')
    .option('--port <port>', 'port to listen on; 0 takes a free one', '0')
    .option('--seed <n>', 'the same seed gives the same estate', '1')
    .option('--life', 'switch, rename, make and delete machines while somebody waits for changes')
    .action(async (options: DemoOptions) => {
      // Loaded here, so that other commands start without it.
      const { startDemoVcenter } = await import('../../demo-server.ts');
      const interrupted = new Promise<void>((resolve) => onInterrupt(resolve));
      const demo = await startDemoVcenter({
        vms: demoSize(options.vms),
        port: wholeNumber('--port', options.port, 65_535),
        seed: wholeNumber('--seed', options.seed, 0xffff_ffff),
        life: options.life === true,
      });
      terminal.result(`url=${demo.url}\nuser=${demo.user}\npassword=${demo.password}`);
      terminal.note('Serving a demo vCenter; Ctrl-C ends it.');
      await interrupted;
      await demo.close();
    });
}

/** Reads an option that is a whole number from 0. Throws `usage` naming the option. */
export function wholeNumber(option: string, text: string, max: number): number {
  const value = Number(text);
  if (/^\d+$/.test(text) && value <= max) return value;
  throw usage(`${option}: "${text}" is not allowed.`, `Allowed: a whole number from 0 to ${max}.`);
}
