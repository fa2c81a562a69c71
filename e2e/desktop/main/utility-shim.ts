/** Loaded before a program that runs as a utility process: it has `process.parentPort` and no other way to its parent. */
import { EventEmitter } from 'node:events';

const send = process.send?.bind(process);
const port = Object.assign(new EventEmitter(), {
  postMessage: (message: unknown) => void (process.connected && send?.(message, undefined, undefined, () => {})),
});
process.on('message', (data) => port.emit('message', { data }));
// Utility processes go with the application.
process.on('disconnect', () => process.exit());
Object.assign(process, { parentPort: port, send: undefined });
