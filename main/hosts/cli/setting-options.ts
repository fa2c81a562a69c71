import { Option } from 'commander';
import { formatNameList } from '../../../shared/name-list.ts';
import type { SettingKey } from '../../../shared/settings.ts';
import { openSettings, type SettingTexts } from '../../open-settings.ts';

/** Command line options that stand for settings, by the property name commander gives them. */
const OPTIONS: Readonly<Record<string, SettingKey>> = {
  server: 'server',
  user: 'user',
  pruning: 'dataPruning',
  streaming: 'enableStreaming',
  compress: 'compressResults',
  gc: 'explicitGc',
  batchSize: 'batchSize',
};

/** Where a command reads from: a vCenter and how to log in there, or a demo estate. */
export function sourceOptions(): Option[] {
  return [
    new Option('--server <host>', 'vCenter: host, host:port or URL (VSPHERE_SERVER)'),
    new Option('--user <name>', 'user to log in as (VSPHERE_USER)'),
    new Option('--password-stdin', 'read the password from standard input instead of VSPHERE_PASSWORD'),
    new Option('--demo <vms>', 'read a demo estate of this many VMs instead'),
    new Option('--datacenter <name...>', 'these datacenters only (VSPHERE_DATACENTERS)'),
    new Option('--thumbprint <sha256>', 'trust exactly the certificate with this SHA-256 fingerprint'),
    new Option('--insecure', 'accept any certificate (test servers only)'),
  ];
}

/** The switches of a collection, as options of a command. Values are checked by the settings themselves. */
export function switchOptions(): Option[] {
  return [
    new Option('--pruning <on|off>', 'keep essential attributes only'),
    new Option('--streaming <on|off>', 'page and process in batches'),
    new Option('--compress <on|off>', 'gzip inventory chunks and .gz files'),
    new Option('--gc <on|off>', 'collect garbage after batches'),
    new Option('--batch-size <n>', 'objects per batch, 1 to 1000 (a vCenter page holds 100 at most)'),
  ];
}

/** Settings from the options a command was given, the environment and the settings file. Throws `usage`. */
export function settingsFrom(options: Readonly<Record<string, unknown>>): ReturnType<typeof openSettings> {
  const commandLine: Partial<Record<SettingKey, string>> = {};
  for (const [option, key] of Object.entries(OPTIONS)) {
    const value = options[option];
    if (typeof value === 'string') commandLine[key] = value;
  }
  const datacenters = options.datacenter;
  if (Array.isArray(datacenters) && datacenters.length > 0) commandLine.datacenters = formatNameList(datacenters);
  return openSettings({ commandLine: commandLine satisfies SettingTexts, environment: process.env });
}
