import { encodeChunk } from '../cache/chunk-codec.ts';
import { CollectionCache } from '../cache/collection-cache.ts';
import { RecordingStore } from '../cache/store-fixture.ts';
import { CacheUse } from './cache-use.ts';
import type { CacheMode } from './protocol.ts';

const ABOUT = { name: 'vCenter', apiVersion: '8.0.2.0', instanceUuid: 'uuid-1' };
const JSON_OF_ROWS = JSON.stringify({ type: 'HostSystem', refs: ['HostSystem:1'], columns: { name: ['a'] } });
export const { bytes: CHUNK, rawBytes: RAW_BYTES } = encodeChunk(JSON_OF_ROWS, 1, { codec: 'gzip', level: 6 });
export const HOUR = 3_600_000;

type Kind = 'HostSystem' | 'Template';

/** A store, a clock, and collections that use them; what is cached lives for an hour. */
export class CacheUseTest {
  readonly store = new RecordingStore();
  now = 1_700_000_000_000;

  onItsWay(token: string, mode: CacheMode = 'read', resumeFrom?: number): CacheUse {
    const now = () => this.now;
    const cache = new CollectionCache({
      store: this.store,
      token,
      secret: 'a secret of the team',
      server: 'https://vc/sdk',
      user: 'me',
      scope: 'scope',
      datacenters: [],
      pruned: true,
      codec: 'gzip',
      expirySeconds: 3600,
      now,
    });
    return new CacheUse({ cache, backend: 'redis', mode, renewMs: 1000, now, resumeFrom, onChange: () => {} });
  }

  async entered(token: string, mode?: CacheMode, resumeFrom?: number): Promise<CacheUse> {
    const use = this.onItsWay(token, mode, resumeFrom);
    await use.enter(ABOUT);
    return use;
  }
}

export async function write(use: CacheUse, type: Kind = 'HostSystem'): Promise<void> {
  await use.anyManifest(type);
  use.begin(type);
  await use.add(type, CHUNK, 1, RAW_BYTES);
  await use.commit(type, []);
}

export async function read(use: CacheUse, type: Kind = 'HostSystem') {
  const [manifest] = (await use.recentManifests([type])) ?? [];
  if (!manifest) return undefined;
  const chunks: Uint8Array[] = [];
  for (const generator = use.chunks(manifest); ; ) {
    const { value, done } = await generator.next();
    if (done) return { whole: value, chunks };
    chunks.push(value);
  }
}
