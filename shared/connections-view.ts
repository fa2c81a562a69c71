import { z } from 'zod';
import { certificateSchema, errorDataSchema } from './errors.ts';
import { fingerprintSchema } from './fingerprint.ts';

/** Longest PEM text of authorities, in characters: some eight roots. The hosts take messages of 64 KiB. */
export const MAX_PEM = 16_384;

/** One or more certificates of authorities, as PEM. Main checks that they are certificates. */
export const authorityPem = z.string().trim().min(1).max(MAX_PEM);
/** Seconds to wait for a vCenter to answer. */
export const timeoutSeconds = z.number().int().min(1).max(3600);
/** Names of datacenters; empty means all. */
export const datacenterNames = z.array(z.string().trim().min(1).max(256)).max(256).default([]);

/** How a saved connection knows that the server is the right one. */
export const connectionTrustSchema = z.discriminatedUnion('mode', [
  z.strictObject({ mode: z.literal('system') }),
  z.strictObject({ mode: z.literal('ca'), pem: authorityPem }),
  z.strictObject({ mode: z.literal('pin'), fingerprint256: fingerprintSchema }),
]);
export type ConnectionTrust = z.infer<typeof connectionTrustSchema>;

/** A connection as it is entered. There is no place for a password in it. */
export const connectionDraftSchema = z.strictObject({
  name: z.string().trim().min(1).max(64),
  /** Host, host:port or URL. */
  server: z.string().trim().min(1).max(512),
  user: z.string().trim().min(1).max(256),
  datacenters: datacenterNames,
  trust: connectionTrustSchema,
  /** Null: as the setting VSPHERE_TIMEOUT says. */
  timeoutSeconds: timeoutSeconds.nullable(),
  /** `system`: as the environment or the operating system says. */
  proxy: z.enum(['system', 'none']),
});
export type ConnectionDraft = z.infer<typeof connectionDraftSchema>;

const connectionId = z.string().min(1).max(64);

/** Where the password of a connection comes from when nobody enters one. */
export const PASSWORD_ORIGINS = ['ask', 'remembered', 'environment'] as const;

export const savedConnectionSchema = connectionDraftSchema.extend({
  id: connectionId,
  /** When the fingerprint was pinned, in milliseconds since the epoch. */
  pinnedAt: z.number().optional(),
  /** What an imported PEM holds. */
  authorities: z.array(certificateSchema).optional(),
  password: z.enum(PASSWORD_ORIGINS),
});
export type SavedConnection = z.infer<typeof savedConnectionSchema>;

/** The saved connections, and what this host can do for them. */
export const connectionsViewSchema = z.object({
  connections: z.array(savedConnectionSchema),
  /** Whether passwords can be remembered, and in a sentence where or why not. */
  secrets: z.object({ available: z.boolean(), explanation: z.string() }),
  /** In a sentence, where a proxy is looked up. */
  proxyExplanation: z.string(),
  /** What a person should know, such as a file that was set aside. */
  notices: z.array(z.string()),
});
export type ConnectionsView = z.infer<typeof connectionsViewSchema>;

/** What a test found out, as far as it came. */
export const connectionTestSchema = z.object({
  /** Where it went: "vc.example:443". */
  server: z.string(),
  /** TCP, proxy and TLS handshake together. */
  reached: z.object({ milliseconds: z.number(), proxy: z.string().optional() }).optional(),
  /** Absent on plain http. */
  certificate: certificateSchema.optional(),
  /** Whether the connection's trust accepts the certificate. */
  trusted: z.boolean().optional(),
  login: z.object({ product: z.string(), apiVersion: z.string(), milliseconds: z.number() }).optional(),
  /** Median of a few small requests after the login, in milliseconds. */
  roundTripMs: z.number().optional(),
  datacenters: z.object({ seen: z.array(z.string()), missing: z.array(z.string()) }).optional(),
  /** What stopped the test. */
  error: errorDataSchema.optional(),
});
export type ConnectionTest = z.infer<typeof connectionTestSchema>;

/** What is tested: a connection as it is saved, or as it is being entered. */
const connectionSubject = z.union([
  z.strictObject({ id: connectionId }),
  z.strictObject({ draft: connectionDraftSchema }),
]);
export type ConnectionSubject = z.infer<typeof connectionSubject>;

const password = z.string().min(1).max(1024);
const testId = z.string().min(1).max(64);
const empty = z.strictObject({});

export const connectionRequests = {
  'connections:list': { params: empty, result: connectionsViewSchema },
  /**
   * Adds a connection, or replaces the one with `id`. A remembered password stays only while server, user and trust do.
   * Errors name the field.
   */
  'connections:save': {
    params: z.strictObject({ id: connectionId.optional(), draft: connectionDraftSchema }),
    result: z.object({ id: connectionId, view: connectionsViewSchema }),
  },
  'connections:remove': { params: z.strictObject({ id: connectionId }), result: connectionsViewSchema },
  'connections:forget-password': { params: z.strictObject({ id: connectionId }), result: connectionsViewSchema },
  /**
   * Looks, logs in and logs out. With an id the connection is tested as it is saved, else the draft; a password that is
   * known in main is used for a saved one only. Without any password the test ends after the certificate.
   */
  'connections:test': {
    params: z.strictObject({
      testId,
      of: connectionSubject,
      password: password.optional(),
    }),
    result: connectionTestSchema,
  },
  'connections:test-cancel': { params: z.strictObject({ testId }), result: empty },
  /** Starts a collection. The password may be left out where it is remembered; `remember` keeps it once vCenter accepted it. */
  'connections:open': {
    params: z.strictObject({ id: connectionId, password: password.optional(), remember: z.boolean().default(false) }),
    result: z.object({ collectionId: z.string() }),
  },
} as const;
