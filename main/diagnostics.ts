import { availableParallelism, release, totalmem } from 'node:os';
import type { Diagnostics, DiagnosticsFact } from '../shared/app-view.ts';
import type { CollectionState } from '../shared/contract.ts';
import type { SettingView } from '../shared/settings.ts';
import { formatBytes, formatCount, formatDuration } from '../shared/units.ts';
import type { SettingsStore } from './open-settings.ts';
import type { Services } from './services.ts';

/** What a report is read for; the rest of process.versions says nothing about us. */
const VERSIONS = {
  electron: 'Electron',
  chrome: 'Chromium',
  node: 'Node.js',
  v8: 'V8',
  openssl: 'OpenSSL',
  sqlite: 'SQLite',
} as const;

export interface DiagnosticsSources {
  readonly services: Pick<Services, 'supervisor' | 'isolates' | 'cache'>;
  readonly settings: Pick<SettingsStore, 'view'>;
  readonly host: 'electron' | 'web';
  readonly version: string;
  readonly hostFacts: () => readonly DiagnosticsFact[];
}

/**
 * Facts for a report of a problem, which may be public: choices and figures, but no password and no text that names a
 * server, a person, a file or anything of the estate.
 */
export function diagnose({ services, settings, host, version, hostFacts }: DiagnosticsSources): Diagnostics {
  const { heapUsed, rss } = process.memoryUsage();
  const collections = services.supervisor.list().map(({ state }) => state);
  return {
    sections: [
      {
        title: 'Heapsphere',
        facts: [
          { name: 'Version', value: version },
          { name: 'Window', value: host === 'electron' ? 'desktop' : 'web host' },
          { name: 'Running for', value: formatDuration(process.uptime()) },
          ...hostFacts(),
        ],
      },
      {
        title: 'System',
        facts: [
          { name: 'Platform', value: `${process.platform} ${process.arch}, ${release()}` },
          { name: 'Processors', value: String(availableParallelism()) },
          { name: 'Memory', value: formatBytes(totalmem()) },
          ...Object.entries(VERSIONS).flatMap(([key, name]) => versionOf(key, name)),
        ],
      },
      {
        title: 'Memory',
        facts: [
          { name: 'Resident', value: formatBytes(rss) },
          { name: 'Heap of the main thread', value: formatBytes(heapUsed) },
          { name: 'Threads with a heap', value: String(services.isolates.list().length) },
          { name: 'Cache', value: services.cache?.backend ?? 'none' },
        ],
      },
      { title: 'Collections', facts: collections.map(collectionFact) },
      { title: 'Settings that are not the default', facts: settings.view().filter(isChanged).map(settingFact) },
    ].filter(({ facts }) => facts.length > 0),
  };
}

function versionOf(key: string, name: string): DiagnosticsFact[] {
  const value = process.versions[key];
  return value === undefined ? [] : [{ name, value }];
}

/** By kind, figures and code of the error: its text may name a server. */
function collectionFact(state: CollectionState, index: number): DiagnosticsFact {
  const { source, phase, rows, startedAt, endedAt, about, error, missing, cache } = state;
  const parts = [
    source.kind === 'demo' ? 'demo estate' : `vCenter${about ? ` API ${about.apiVersion}` : ''}`,
    phase,
    `${formatCount(rows)} rows`,
    ...(endedAt === undefined ? [] : [`in ${formatDuration((endedAt - startedAt) / 1000)}`]),
    ...(missing.length === 0 ? [] : [`${missing.length} kinds of values missing`]),
    ...(cache.state === 'bypassed' ? ['cache bypassed'] : []),
    ...(error === undefined ? [] : [`error ${error.code}${error.fault ? ` (${error.fault})` : ''}`]),
  ];
  return { name: `Collection ${index + 1}`, value: parts.join(', ') };
}

function isChanged({ isDefault, value }: SettingView): boolean {
  return !isDefault && value !== null;
}

/** Switches, numbers and choices tell themselves; a text only that it is there. */
function settingFact({ name, control, value, origin }: SettingView): DiagnosticsFact {
  return { name, value: `${control.kind === 'text' ? 'set' : String(value)} (${origin})` };
}
