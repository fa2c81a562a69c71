import { describe, expect, it } from 'vitest';
import { ESSENTIAL_ATTRIBUTES } from '../../shared/essential-attributes.ts';
import { collectionState } from '../shell/collection-fixture.ts';
import { pendingKinds, pendingOptions } from './pending-changes.ts';
import { settingViews } from './setting-fixture.ts';

describe('pendingOptions', () => {
  it('counts the options that the next collection will have otherwise', () => {
    const { options } = collectionState();
    expect(pendingOptions(settingViews(), options)).toBe(0);
    expect(pendingOptions(settingViews({ batchSize: { value: 25 }, explicitGc: { value: false } }), options)).toBe(2);
    expect(pendingOptions(settingViews(), { ...options, codec: 'zstd' })).toBe(1);
  });

  it('does not count settings that no collection takes', () => {
    const { options } = collectionState();
    expect(pendingOptions(settingViews({ redisHost: { value: 'cache.example' } }), options)).toBe(0);
  });
});

describe('pendingKinds', () => {
  const essential = Object.fromEntries(ESSENTIAL_ATTRIBUTES.Folder.map(({ path }) => [path, 100]));
  const collection = collectionState({ columnBytes: { Folder: essential } });

  it('counts the kinds whose columns will be others', () => {
    expect(pendingKinds({}, collection)).toBe(0);
    expect(pendingKinds({ Folder: ['name'] }, collection)).toBe(1);
    const { childType: _, ...fewer } = essential;
    expect(pendingKinds({}, { ...collection, columnBytes: { Folder: fewer } })).toBe(1);
    const other = { ...fewer, somethingElse: 1 };
    expect(pendingKinds({}, { ...collection, columnBytes: { Folder: other } })).toBe(1);
  });

  it('knows nothing of kinds that were not read, nor of a collection that kept everything', () => {
    expect(pendingKinds({ Datastore: ['name'] }, collection)).toBe(0);
    expect(pendingKinds({ Folder: ['name'] }, collectionState())).toBe(0);
    const unpruned = { ...collection, options: { ...collection.options, pruning: false } };
    expect(pendingKinds({ Folder: ['name'] }, unpruned)).toBe(0);
  });
});
