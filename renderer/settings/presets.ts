import type { SettingKey, SettingView } from '../../shared/settings.ts';
import { lockText, textOf } from './setting-text.ts';
import type { SettingChanges } from './settings-editor.ts';

export interface Preset {
  readonly id: string;
  readonly label: string;
  /** What it sets, in words. */
  readonly sets: string;
  readonly values: Readonly<Partial<Record<SettingKey, string>>>;
}

/** Settings that belong together, for two kinds of machine. */
export const PRESETS: readonly Preset[] = [
  {
    id: 'small',
    label: 'Small machine',
    sets: 'Little memory: batches of 25, pruning, streaming, compression (gzip, level 6) and explicit garbage collection on, profiling off.',
    values: {
      dataPruning: 'true',
      enableStreaming: 'true',
      compressResults: 'true',
      explicitGc: 'true',
      memoryProfiling: 'false',
      batchSize: '25',
      cacheCodec: 'gzip',
      compressionLevel: '6',
    },
  },
  {
    id: 'fast',
    label: 'Fast machine',
    sets: 'Little time: batches of 150, pruning, streaming and compression (gzip, level 3) on, explicit garbage collection and profiling off.',
    values: {
      dataPruning: 'true',
      enableStreaming: 'true',
      compressResults: 'true',
      explicitGc: 'false',
      memoryProfiling: 'false',
      batchSize: '150',
      cacheCodec: 'gzip',
      compressionLevel: '3',
    },
  },
];

export interface ChangePlan {
  readonly changes: SettingChanges;
  /** Settings that should have another value and are locked. */
  readonly skipped: readonly SettingView[];
}

/** What has to change for settings to have these values. */
export function planChanges(views: readonly SettingView[], values: Preset['values']): ChangePlan {
  const wanted = views.flatMap((view) => {
    const text = values[view.key as SettingKey];
    return text === undefined || text === textOf(view.value) ? [] : [{ view, text }];
  });
  return {
    changes: Object.fromEntries(wanted.filter(({ view }) => !view.locked).map(({ view, text }) => [view.key, text])),
    skipped: wanted.filter(({ view }) => view.locked).map(({ view }) => view),
  };
}

/** The changes that bring settings back to where they are now. */
export function undoOf(views: readonly SettingView[], keys: readonly string[]): SettingChanges {
  const concerned = views.filter(({ key }) => keys.includes(key));
  return Object.fromEntries(concerned.map(({ key, origin, value }) => [key, origin === 'file' ? textOf(value) : null]));
}

/** What applying a plan did, in words. */
export function outcomeText({ changes, skipped }: ChangePlan): string {
  const count = Object.keys(changes).length;
  const done = count === 0 ? 'Nothing to change.' : `${count} ${count === 1 ? 'setting' : 'settings'} changed.`;
  if (skipped.length === 0) return done;
  return `${done} Skipped: ${skipped.map((view) => `${view.meaning} (${lockText(view)})`).join(', ')}.`;
}
