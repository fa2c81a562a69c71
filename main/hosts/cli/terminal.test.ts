import { PassThrough } from 'node:stream';
import { expect, test } from 'vitest';
import { createTerminal } from './terminal.ts';

test('what a server calls things cannot steer the terminal of whoever reads notes and errors', () => {
  const [stdout, stderr] = [new PassThrough(), new PassThrough()];
  const terminal = createTerminal(stdout as unknown as NodeJS.WriteStream, stderr as unknown as NodeJS.WriteStream);
  terminal.note('VMs of "a\u001b[31m"');
  terminal.error({ code: 'usage', message: 'There is no "a\u202eb".', action: 'Correct it.' });
  terminal.result('{"name":"a\u202eb"}');
  expect(String(stderr.read())).toBe('VMs of "a‹U+001B›[31m"\nThere is no "a‹U+202E›b".\nCorrect it.\n');
  // A result is data.
  expect(String(stdout.read())).toBe('{"name":"a\u202eb"}\n');
});
