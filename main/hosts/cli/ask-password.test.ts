import { EventEmitter } from 'node:events';
import { expect, it } from 'vitest';
import { askPassword, promptedPassword } from './ask-password.ts';

/** A terminal at which somebody types. */
class Terminal extends EventEmitter {
  isTTY = true;
  raw: boolean[] = [];
  written = '';
  setRawMode = (on: boolean) => {
    this.raw.push(on);
    return this as never;
  };
  resume = () => this as never;
  pause = () => this as never;
  write = (text: string) => {
    this.written += text;
    return true;
  };
}

async function typing(...keys: readonly (string | Buffer)[]): Promise<{ password: string; terminal: Terminal }> {
  const terminal = new Terminal();
  const asked = askPassword('me at vc', terminal, terminal);
  for (const key of keys) terminal.emit('data', key);
  try {
    return { password: await asked, terminal };
  } finally {
    expect(terminal.raw).toEqual([true, false]);
    expect(terminal.written).toBe('Password for me at vc: \n');
    expect(terminal.eventNames()).toEqual([]);
  }
}

it('takes a line without showing it', async () => {
  expect((await typing('hor', Buffer.from('s€'), 'x\u007fe\r', 'ignored')).password).toBe('hors€e');
  expect((await typing('pasted\n')).password).toBe('pasted');
});

it('is interrupted by Ctrl-C, and takes no empty line', async () => {
  await expect(typing('secret\u0003')).rejects.toMatchObject({ data: { code: 'cancelled' } });
  await expect(typing('\r')).rejects.toMatchObject({ data: { code: 'usage' } });
});

it('is asked for a vCenter and a user that are known', async () => {
  const login = { server: 'vc', user: 'me' };
  const terminal = new Terminal();
  const asked = promptedPassword({}, login, terminal, terminal);
  terminal.emit('data', 'pw\n');
  expect(await asked).toBe('pw');
  const silent = new Terminal();
  expect(await promptedPassword({ demo: '5' }, login, silent, silent)).toBeUndefined();
  expect(await promptedPassword({}, { server: 'vc' }, silent, silent)).toBeUndefined();
  expect(silent.written).toBe('');
});

it('is not for pipes', async () => {
  const pipe = new Terminal();
  pipe.isTTY = false;
  await expect(askPassword('me at vc', pipe, pipe)).rejects.toThrow('No password for me at vc.');
  expect(await promptedPassword({}, { server: 'vc', user: 'me' }, pipe, pipe)).toBeUndefined();
  expect(pipe.written).toBe('');
});
