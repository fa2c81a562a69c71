import type { CollectionSource } from '../../../shared/contract.ts';
import { HeapsphereError } from '../../../shared/errors.ts';
import { fingerprintSchema } from '../../../shared/fingerprint.ts';
import type { Settings } from '../../../shared/settings.ts';

export interface SourceOptions {
  readonly demo?: string;
  readonly thumbprint?: string;
  readonly insecure?: boolean;
}

const MAX_DEMO_VMS = 100_000;

/** Where to collect from, by options and settings. Throws `usage` naming what is missing or contradicts. */
export function sourceFrom(options: SourceOptions, settings: Settings, password: string | undefined): CollectionSource {
  if (options.thumbprint !== undefined && options.insecure) {
    throw usage('--thumbprint and --insecure contradict each other.', 'Keep --thumbprint; it is the safe one.');
  }
  const { server, user, datacenters } = settings;
  if (options.demo !== undefined) {
    return { kind: 'demo', vms: demoSize(options.demo), seed: 1, datacenters: [...datacenters] };
  }
  if (server === undefined) {
    throw usage(
      'No vCenter to collect from.',
      'Give --server HOST (or VSPHERE_SERVER), or --demo N for a demo estate.',
    );
  }
  if (user === undefined) throw usage('No user to log in with.', 'Give --user NAME or set VSPHERE_USER.');
  if (password === undefined) {
    throw usage(
      `No password for ${user}.`,
      'Set VSPHERE_PASSWORD, or pipe it in with --password-stdin; it is never an argument.',
    );
  }
  return {
    kind: 'vcenter',
    server,
    user,
    password,
    datacenters: [...datacenters],
    ...(options.thumbprint === undefined ? {} : { fingerprint256: thumbprint(options.thumbprint) }),
  };
}

export function demoSize(text: string): number {
  const vms = Number(text);
  if (/^\d+$/.test(text) && vms >= 1 && vms <= MAX_DEMO_VMS) return vms;
  throw usage(`"${text}" is no size for a demo estate.`, `Allowed: a whole number of VMs from 1 to ${MAX_DEMO_VMS}.`);
}

function thumbprint(text: string): string {
  const parsed = fingerprintSchema.safeParse(text);
  if (parsed.success) return parsed.data;
  throw usage(
    `--thumbprint: "${text.slice(0, 100)}" is not a SHA-256 fingerprint.`,
    'Allowed: 64 hexadecimal digits, with or without colons. SHA-1 thumbprints are not accepted.',
  );
}

export function usage(message: string, action: string): HeapsphereError {
  return new HeapsphereError({ code: 'usage', message, action });
}
