/** A program that changes the settings in a folder without end, two of them together, until it is killed. */
import { SettingsStore } from './settings-store.ts';

const [folder = ''] = process.argv.slice(2);
const store = await SettingsStore.open({ folder, environment: {} });
for (let size = 1; ; size = (size % 1000) + 1) {
  // The longer one takes the file over several blocks of the disk.
  await store.update({ batchSize: String(size), server: `vc-${size}.${'x'.repeat(size * 10)}` });
  if (size === 1) process.stdout.write('changing\n');
}
