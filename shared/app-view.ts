import { z } from 'zod';
import { SCREENS } from './screens.ts';

/** What the application menu asks of the window. */
export const appCommandSchema = z.discriminatedUnion('command', [
  z.object({ command: z.literal('connect') }),
  z.object({ command: z.literal('collect-again') }),
  z.object({ command: z.literal('about') }),
  z.object({ command: z.literal('screen'), screen: z.enum(SCREENS) }),
]);
export type AppCommand = z.infer<typeof appCommandSchema>;

/** Facts about this installation for a report of a problem: no password, no name of a server, a user or a file. */
export const diagnosticsSchema = z.object({
  sections: z.array(
    z.object({
      title: z.string(),
      facts: z.array(z.object({ name: z.string(), value: z.string() })),
    }),
  ),
});
export type Diagnostics = z.infer<typeof diagnosticsSchema>;
export type DiagnosticsFact = Diagnostics['sections'][number]['facts'][number];

/** A word to somebody who is not looking: what has ended, and the screen that shows it. No names of the estate. */
export const notificationSchema = z.strictObject({
  title: z.string().min(1).max(100),
  body: z.string().max(300),
  screen: z.enum(SCREENS),
});
export type AppNotification = z.infer<typeof notificationSchema>;

/** The facts as text that can be pasted into a report. */
export function diagnosticsText({ sections }: Diagnostics): string {
  return sections
    .map(({ title, facts }) => [title, ...facts.map(({ name, value }) => `  ${name}: ${value}`)].join('\n'))
    .join('\n\n')
    .concat('\n');
}

export const appRequests = {
  /** What a report of a problem should tell. */
  'app:diagnostics': { params: z.strictObject({}), result: diagnosticsSchema },
  /** Has the operating system show it; `usage` on a host whose windows have notifications of their own. */
  'app:notify': { params: notificationSchema, result: z.strictObject({}) },
  /** Somebody has been shown around, or did not want to be. */
  'app:tour-seen': { params: z.strictObject({}), result: z.strictObject({}) },
} as const;

export const appPushes = {
  'app:command': appCommandSchema,
} as const;
