import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { connectionsIn, DRAFT, ReversingStore } from './connections-fixture.ts';

const PASSWORD = 'horse-battery-9';

async function remembering() {
  const secrets = new ReversingStore();
  const { saved, folder } = await connectionsIn({ secrets });
  const id = await saved.save(DRAFT, undefined);
  const connection = await saved.get(id);
  await saved.vault.remember(connection, PASSWORD);
  const recall = async () => saved.vault.recall(await saved.get(id));
  return { secrets, saved, folder, id, connection, recall };
}

it('a password is remembered as what the store makes of it, in a file of its own', async () => {
  const { saved, folder, id, recall } = await remembering();
  expect(await recall()).toBe(PASSWORD);
  const path = join(folder, 'connection-secrets.json');
  expect((await stat(path)).mode & 0o777).toBe(0o600);
  for (const name of ['connections.json', 'connection-secrets.json'])
    expect(await readFile(join(folder, name), 'utf8')).not.toContain(PASSWORD);
  const view = await saved.view();
  expect(view.connections).toMatchObject([{ id, password: 'remembered' }]);
  expect(JSON.stringify(view)).not.toContain(PASSWORD);
});

it.each([
  ['server', { server: 'attacker.example' }],
  ['user', { user: 'somebody@else' }],
  ['trust', { trust: { mode: 'pin', fingerprint256: Array(32).fill('AA').join(':') } as const }],
])('it is forgotten when the %s changes', async (_, change) => {
  const { saved, id, recall } = await remembering();
  await saved.save({ ...DRAFT, name: 'Renamed', datacenters: ['North'], timeoutSeconds: 9 }, id);
  expect(await recall()).toBe(PASSWORD);
  await saved.save({ ...DRAFT, ...change }, id);
  expect((await saved.view()).connections).toMatchObject([{ password: 'ask' }]);
  await saved.save(DRAFT, id);
  expect(await recall()).toBeUndefined();
});

it('it goes to no connection that was pointed elsewhere behind our back', async () => {
  const { saved, connection } = await remembering();
  expect(await saved.vault.recall({ ...connection, server: 'attacker.example' })).toBeUndefined();
  expect(await saved.vault.recall(connection), 'forgotten for good').toBeUndefined();
});

it('it goes with its connection, and when it is to be forgotten', async () => {
  const { saved, folder, id, connection } = await remembering();
  await saved.vault.forget(id);
  expect(await saved.vault.recall(connection)).toBeUndefined();
  await saved.vault.remember(connection, PASSWORD);
  await saved.remove(id);
  expect(JSON.parse(await readFile(join(folder, 'connection-secrets.json'), 'utf8')).secrets).toEqual({});
});

it('it is encrypted anew when the key of the system has changed', async () => {
  const { secrets, folder, recall } = await remembering();
  const file = () => readFile(join(folder, 'connection-secrets.json'), 'utf8');
  const before = await file();
  secrets.renew = true;
  secrets.encrypt = async () => 'anew';
  expect(await recall()).toBe(PASSWORD);
  expect(await file()).not.toBe(before);
  expect(JSON.parse(await file()).secrets).toEqual({ [Object.keys(JSON.parse(before).secrets)[0] ?? '']: 'anew' });
});

it('a store that is locked, or not there, is named, and the password is asked for', async () => {
  const { secrets, saved, connection, recall } = await remembering();
  secrets.broken = true;
  await expect(recall()).rejects.toMatchObject({ data: { code: 'usage', field: 'password' } });
  await expect(saved.vault.remember(connection, 'x')).rejects.toThrow(/did not take the password \(locked\)/);
  secrets.available = false;
  expect(await recall()).toBeUndefined();
  await expect(saved.vault.requireStore()).rejects.toThrow('Not kept.');
  expect((await saved.view()).connections).toMatchObject([{ password: 'ask' }]);
});

it('what is entered counts most, then the environment, then what is remembered', async () => {
  const secrets = new ReversingStore();
  let environment: string | undefined = 'of the environment';
  const { saved } = await connectionsIn({ secrets, environmentPassword: () => environment });
  const connection = await saved.get(await saved.save(DRAFT, undefined));
  await saved.vault.remember(connection, PASSWORD);
  expect(await saved.passwordFor(connection, 'entered')).toBe('entered');
  expect(await saved.passwordFor(connection)).toBe('of the environment');
  expect((await saved.view()).connections).toMatchObject([{ password: 'environment' }]);
  environment = undefined;
  expect(await saved.passwordFor(connection)).toBe(PASSWORD);
  await saved.vault.forget(connection.id);
  await expect(saved.passwordFor(connection)).rejects.toMatchObject({ data: { code: 'usage', field: 'password' } });
});
