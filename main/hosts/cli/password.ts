import { HeapsphereError } from '../../../shared/errors.ts';

const MAX_PASSWORD_BYTES = 4096;

/** One line from a stream, without its line end. Throws `usage` when it is empty or endless. */
export async function readPassword(stdin: AsyncIterable<Buffer | string>): Promise<string> {
  let text = '';
  for await (const chunk of stdin) {
    text += chunk.toString();
    if (text.includes('\n') || text.length > MAX_PASSWORD_BYTES) break;
  }
  const password = text.split('\n', 1)[0]?.replace(/\r$/, '') ?? '';
  if (password !== '' && password.length <= MAX_PASSWORD_BYTES) return password;
  throw new HeapsphereError({
    code: 'usage',
    message: '--password-stdin: no password came on standard input.',
    action: 'Pipe it in, for example: printf %s "$PASSWORD" | npm run -s cli -- collect --password-stdin …',
  });
}
