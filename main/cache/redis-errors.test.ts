import { describe, expect, it } from 'vitest';
import { CacheError } from './cache-store.ts';
import { redisError } from './redis-errors.ts';

const location = 'cache.example.org:6379';
const calm = { location, lastConnectError: undefined, timedOut: false };

/** An error as the client makes it of a server's answer. */
function reply(message: string): Error {
  const error = new Error(message);
  error.name = 'ReplyError';
  return error;
}

const system = (code: string) => Object.assign(new Error(`connect ${code} 10.0.0.1:6379`), { code });
const offline = new Error("Stream isn't writeable and enableOfflineQueue options is false");

describe('what Redis means', () => {
  it.each<[string, Error, RegExp, RegExp, boolean]>([
    ['WRONGPASS', reply('WRONGPASS invalid username-password pair'), /refuses user or password/, /REDIS_URL/, true],
    ['NOAUTH', reply('NOAUTH Authentication required.'), /asks for a password/, /REDIS_PASSWORD/, true],
    ['NOPERM', reply("NOPERM User x has no permissions to run the 'set' command"), /run a command/, /~vmo:\*/, false],
    ['READONLY', reply("READONLY You can't write against a read only replica."), /read-only replica/, /primary/, false],
    ['LOADING', reply('LOADING Redis is loading the dataset in memory'), /still loading/, /next collection/, true],
    ['OOM', reply("OOM command not allowed when used memory > 'maxmemory'."), /memory limit/, /volatile-ttl/, false],
    ['MISCONF', reply('MISCONF Redis is configured to save RDB snapshots'), /cannot save/, /log/, false],
    ['CLUSTERDOWN', reply('CLUSTERDOWN Hash slot not served'), /cluster that is down/, /CLUSTER INFO/, true],
    ['WRONGTYPE', reply('WRONGTYPE Operation against a key'), /something else under one of our keys/, /vmo:/, false],
    ['another reply', reply('BUSY Redis is busy running a script.'), /answered with BUSY/, /log/, false],
    ['no database', reply('ERR DB index is out of range'), /no database of that number/, /REDIS_DB/, true],
    ['no cluster', reply('ERR This instance has cluster support disabled'), /is no cluster/, /redis:\/\//, true],
    ['ECONNREFUSED', system('ECONNREFUSED'), /refuses the connection/, /that Redis runs/, true],
    ['ENOTFOUND', system('ENOTFOUND'), /not known to DNS/, /spelling/, true],
    ['ETIMEDOUT', system('ETIMEDOUT'), /did not answer in time/, /firewall/, true],
    ['EHOSTUNREACH', system('EHOSTUNREACH'), /cannot be reached from here/, /VPN/, true],
    [
      'a self-signed certificate',
      system('DEPTH_ZERO_SELF_SIGNED_CERT'),
      /not trusted here/,
      /NODE_EXTRA_CA_CERTS/,
      true,
    ],
    ['an unknown issuer', system('UNABLE_TO_VERIFY_LEAF_SIGNATURE'), /not trusted here/, /NODE_EXTRA_CA_CERTS/, true],
    ['an old certificate', system('CERT_HAS_EXPIRED'), /not valid at this time/, /clock/, true],
    ['another name', system('ERR_TLS_CERT_ALTNAME_INVALID'), /for another name/, /host name/, true],
    ['no TLS', system('EPROTO'), /does not speak TLS/, /redis:\/\//, true],
    ['a slow answer', new Error('Command timed out'), /within a second/, /worse than none/, true],
    ['no sentinel', new Error('All sentinels are unreachable. Retrying from'), /no sentinel names/, /sentinels/, true],
  ])('%s', (_, cause, says, action, unreachable) => {
    const expected = { message: expect.stringMatching(says), action: expect.stringMatching(action), unreachable };
    // The same whether a command failed of it or the connection before.
    for (const error of [
      redisError(cause, calm),
      redisError(offline, { ...calm, lastConnectError: cause }),
      redisError(offline, { ...calm, lastConnectError: Object.assign(new Error('all'), { lastNodeError: cause }) }),
    ]) {
      expect(error).toBeInstanceOf(CacheError);
      expect(error).toMatchObject(expected);
      expect(error.message).toMatch(/^Redis at cache\.example\.org:6379 .+[^.]\.$/);
    }
  });

  it('takes what the command says for truer than what an earlier connection said', () => {
    const { message } = redisError(reply('OOM x'), { ...calm, lastConnectError: system('ECONNREFUSED') });
    expect(message).toContain('memory limit');
  });

  it('knows a command that took too long, and one that could not be sent', () => {
    expect(redisError(new Error('odd'), { ...calm, timedOut: true }).message).toContain('within a second');
    expect(redisError(offline, calm).message).toContain('is not connected');
    expect(redisError('text', calm).unreachable).toBe(true);
  });

  it('never repeats what the server said beyond its code', () => {
    const error = redisError(reply('ODD secret hunter2'), calm);
    expect(`${error.message} ${error.action}`).not.toContain('hunter2');
  });
});
