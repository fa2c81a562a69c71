/** Waits for a minute in every way there is, in the main thread and in a worker, and tells what the clocks say of each wait. */
import { once } from 'node:events';
import { createServer, get } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { isMainThread, parentPort, Worker } from 'node:worker_threads';

const MINUTE = 60_000;

const server = createServer();
server.listen(0, '127.0.0.1');
await once(server, 'listening');
const { port } = server.address() as AddressInfo;

const waits: Readonly<Record<string, () => Promise<unknown>>> = {
  setTimeout: () => new Promise((resolve) => setTimeout(resolve, MINUTE)),
  setInterval: () =>
    new Promise<void>((resolve) => {
      const timer = setInterval(() => {
        clearInterval(timer);
        resolve();
      }, MINUTE);
    }),
  'timers/promises': () => pause(MINUTE),
  promisify: () => promisify(setTimeout)(MINUTE),
  refresh: () =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, MINUTE);
      timer.refresh();
    }),
  AbortSignal: () => once(AbortSignal.timeout(MINUTE), 'abort'),
  'socket.setTimeout': async () => {
    const socket = connect(port, '127.0.0.1').setTimeout(MINUTE);
    await once(socket, 'timeout');
    socket.destroy();
  },
  'http timeout': async () => {
    // Nobody answers.
    const request = get({ port, host: '127.0.0.1', timeout: MINUTE });
    request.on('error', () => {});
    await once(request, 'timeout');
    request.destroy();
  },
};

function today(): number {
  const day = new Date();
  return day.getTime();
}

const told: Record<string, Record<string, number>> = {};
for (const [name, wait] of Object.entries(waits)) {
  const from = { date: Date.now(), day: today(), now: performance.now(), hrtime: process.hrtime.bigint() };
  await wait();
  told[name] = {
    date: Date.now() - from.date,
    day: today() - from.day,
    now: performance.now() - from.now,
    hrtime: Number((process.hrtime.bigint() - from.hrtime) / 1_000_000n),
    // The same moment, by two clocks of which one began with this isolate.
    apart: Math.abs(performance.timeOrigin + performance.now() - Date.now()),
  };
}
server.close();
server.closeAllConnections();

if (isMainThread) {
  // As the application starts its threads: without an environment.
  const [inWorker] = await once(new Worker(new URL(import.meta.url), { env: {} }), 'message');
  console.log(JSON.stringify({ main: told, worker: inWorker }));
} else parentPort?.postMessage(told);
