import { HeapsphereError } from '../../shared/errors.ts';
import { type DemoReport, type DemoVitals, demoProcessOptionsSchema, RSS_INTERVAL_MS } from './demo-protocol.ts';
import { type DemoOptions, startDemoVcenter } from './demo-vcenter.ts';

/**
 * A demo vCenter in a process of its own: options as one JSON argument, then one report, by message to whoever started it
 * (a Node process, or Electron by its parent port) and as a line on stdout otherwise. Whoever gets messages is told its resident set
 * once a second. It ends when told to, and when whoever started it is gone.
 */
async function main(): Promise<void> {
  const demo = await startDemoVcenter(readOptions(process.argv[2]));
  const end = (): void => {
    void demo.close().then(() => process.exit(0));
  };
  process.once('disconnect', end);
  process.once('SIGTERM', end);
  process.once('SIGINT', end);
  const { url, user, password, instanceUuid, counts } = demo;
  report({ kind: 'ready', url, user, password, instanceUuid, counts });
  if (send) setInterval(() => send({ kind: 'vitals', rss: process.memoryUsage.rss() }), RSS_INTERVAL_MS);
}

function readOptions(argument: string | undefined): DemoOptions {
  let json: unknown;
  try {
    json = JSON.parse(argument ?? '');
  } catch (error) {
    throw badOptions('they are not JSON', error);
  }
  const parsed = demoProcessOptionsSchema.safeParse(json);
  if (!parsed.success)
    throw badOptions(parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; '));
  // JSON has no undefined, so an absent option is absent here too.
  return parsed.data as DemoOptions;
}

function badOptions(why: string, cause?: unknown): HeapsphereError {
  return new HeapsphereError(
    {
      code: 'usage',
      message: `The options of the demo process cannot be read: ${why}.`,
      action: 'Give them as one JSON object, for example {"vms":100,"seed":1}.',
    },
    { cause },
  );
}

/** What Electron gives a utility process in place of process.send. */
const { parentPort } = process as NodeJS.Process & { readonly parentPort?: { postMessage(message: unknown): void } };

const send: ((message: DemoReport | DemoVitals) => void) | undefined = parentPort
  ? (message) => parentPort.postMessage(message)
  : process.send && ((message) => process.send?.(message));

function report(message: DemoReport): void {
  if (send) send(message);
  else process.stdout.write(`${JSON.stringify(message)}\n`);
}

main().catch((error: unknown) => {
  report({ kind: 'failed', error: HeapsphereError.dataOf(error) });
  process.exitCode = 2;
  // The channel to the parent would keep the process alive.
  process.disconnect?.();
});
