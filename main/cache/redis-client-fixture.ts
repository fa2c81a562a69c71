/** A program that stores and reads back one value in the Redis of REDIS_URL, and prints what came of it. */
import { connectedStore } from './redis-store-fixture.ts';

const store = connectedStore(process.env.REDIS_URL ?? '');
try {
  await store.set('vmo:a', Uint8Array.of(1, 2, 3), 60_000);
  process.stdout.write(JSON.stringify([...((await store.get('vmo:a')) ?? [])]));
} catch (error) {
  process.stdout.write(JSON.stringify(error instanceof Error ? error.message : error));
}
await store.close();
