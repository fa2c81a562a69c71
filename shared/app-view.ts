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
} as const;

export const appPushes = {
  'app:command': appCommandSchema,
} as const;
