import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { PushName, RequestName } from '../shared/channels.ts';
import { type PushPayload, type RequestParams, type RequestResult, requests } from '../shared/contract.ts';
import { createApp } from './app.ts';
import { openSettings } from './open-settings.ts';

it('gives a window that stood still no more rows of a collection that is forgotten', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'readers-'));
  const { store } = await openSettings({ environment: {}, folder });
  const app = await createApp({ host: 'web', version: 'test', settings: store, folder });
  try {
    const chunks: PushPayload<'inventory:chunk'>[] = [];
    const window = app.connect({
      push: (name: PushName, payload: unknown) => {
        if (name === 'inventory:chunk') chunks.push(payload as PushPayload<'inventory:chunk'>);
      },
    });
    window.subscribe('inventory:chunk');
    const ask = async <K extends RequestName>(name: K, params: RequestParams<K>): Promise<RequestResult<K>> => {
      const answer = await window.request(name, params);
      if (!answer.ok) throw new Error(answer.error.message);
      return requests[name].result.parse(answer.value) as RequestResult<K>;
    };
    const ended = async () => (await ask('collection:list', {})).every(({ endedAt }) => endedAt !== undefined);
    await expect.poll(ended, { timeout: 60_000 }).toBe(true);
    const collectionId = (await ask('collection:list', {}))[0]?.id ?? '';
    const credit = () => ask('inventory:credit', { collectionId, seq: chunks.at(-1)?.seq ?? 0 });
    await ask('inventory:open', { collectionId });
    const opened = chunks.length;
    await credit();
    expect(chunks.length, 'there are more than go at once').toBeGreaterThan(opened);
    const taken = chunks.length;
    await ask('collection:forget', { collectionId });
    await credit();
    expect(chunks).toHaveLength(taken);
    await expect(ask('inventory:open', { collectionId })).rejects.toThrow(`There is no collection "${collectionId}"`);
  } finally {
    await app.dispose();
    await rm(folder, { recursive: true });
  }
});
