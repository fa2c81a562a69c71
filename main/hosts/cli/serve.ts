import { spawn } from 'node:child_process';
import { Command } from 'commander';
import { wholeNumber } from './demo.ts';
import { onInterrupt } from './interrupt.ts';
import { settingsFrom } from './setting-options.ts';
import type { Terminal } from './terminal.ts';

interface ServeOptions {
  readonly port: string;
  readonly open: boolean;
}

export function serveCommand(terminal: Terminal, version: string, rendererDirectory: string): Command {
  return new Command('serve')
    .description('serve the dashboard to a browser on this machine')
    .option('--port <port>', 'port to listen on; 0 takes a free one', '0')
    .option('--no-open', 'do not open the browser, print the link only')
    .action(async (options: ServeOptions) => {
      // Loaded here, so that `collect` starts without the web host.
      const { createApp } = await import('../../app.ts');
      const { startWebHost } = await import('../web/web-host.ts');
      const port = wholeNumber('--port', options.port, 65_535);
      const { store: settings, folder } = await settingsFrom({});
      for (const notice of settings.notices) terminal.note(notice);
      // From here on there is a session to log out of: an interrupt must not end the process by itself.
      const interrupted = new Promise<void>((resolve) => onInterrupt(resolve));
      const app = await createApp({ host: 'web', version, settings, folder });
      try {
        const host = await startWebHost({ app, rendererDir: rendererDirectory, port, log: terminal.note });
        terminal.result(`Heapsphere is at ${host.url}`);
        terminal.note('The link works once, from this machine only. Press Enter for a fresh one, Ctrl-C to stop.');
        const onLine = () => terminal.result(`Heapsphere is at ${host.newLink()}`);
        if (process.stdin.isTTY) process.stdin.on('data', onLine);
        if (options.open) openBrowser(host.url, terminal);
        await interrupted;
        process.stdin.removeListener('data', onLine);
        process.stdin.pause();
        await host.close();
      } finally {
        await app.dispose();
      }
    });
}

const OPENERS: Readonly<Partial<Record<NodeJS.Platform, readonly string[]>>> = {
  darwin: ['open'],
  win32: ['cmd', '/c', 'start', ''],
  linux: ['xdg-open'],
};

function openBrowser(url: string, terminal: Terminal): void {
  const [command, ...args] = OPENERS[process.platform] ?? ['xdg-open'];
  if (!command) return;
  const child = spawn(command, [...args, url], { stdio: 'ignore', detached: true });
  child.on('error', () => terminal.note('No browser could be opened; copy the link into one.'));
  child.unref();
}
