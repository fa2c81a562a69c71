import { describe, expect, it } from 'vitest';
import { ageText, missingText, problemText, templatesText } from './branch-note.ts';
import { branch, node } from './hierarchy-fixture.ts';
import { detailText, nodeLabel } from './node-text.ts';
import { clampWidth, rememberedPanel, rememberPanel } from './panel-memory.ts';

const MINUTE = 60_000;
const AWAY = { code: 'cannot-connect', message: 'vc refuses the connection.', action: 'Check it.' } as const;

describe('what is said of a branch', () => {
  it('tells its age and where it came from', () => {
    expect(ageText({ loadedAt: 0, origin: 'vcenter' }, 12 * MINUTE)).toBe('read 12 min ago');
    expect(ageText({ loadedAt: 0, origin: 'cache' }, 3 * 60 * MINUTE)).toBe('from the cache, read 3 h ago');
    const stale = branch('root', [], { problem: AWAY });
    expect(problemText(stale, 2 * MINUTE)).toBe('As of 2 min ago: vc refuses the connection.');
    expect(problemText(branch('root', []), 0)).toBeUndefined();
  });

  it('counts templates that are not shown, and says how their details stand', () => {
    const text = (templates: Parameters<typeof templatesText>[0]['templates']) => templatesText({ templates });
    expect(text({ total: 1312, shown: 50, lane: 'ready' })).toBe('50 of 1,312 templates shown');
    expect(text({ total: 1312, shown: 50, lane: 'late' })).toBe('50 of 1,312 templates shown · details took too long');
    expect(text({ total: 3, shown: 3, lane: 'failed', error: AWAY })).toBe('no details: vc refuses the connection.');
    expect(text({ total: 3, shown: 3, lane: 'ready' })).toBeUndefined();
    expect(text({ total: 0, shown: 0, lane: 'none' })).toBeUndefined();
  });

  it('names what could not be read', () => {
    expect(missingText([{ path: 'config.template', reason: 'NoPermission', count: 1200 }])).toBe(
      'Not readable: config.template of 1,200 (NoPermission)',
    );
    expect(missingText([])).toBeUndefined();
  });
});

describe('what is said of a node', () => {
  it('has name, kind and whatever is not as usual', () => {
    expect(nodeLabel(node('Folder:f', { name: 'NFS %2f ISO' }))).toBe('NFS / ISO, folder');
    expect(nodeLabel(node('VirtualMachine:v', { state: 'off', status: 'red' }))).toBe('v, VM, powered off, alert');
    expect(nodeLabel(node('Datastore:d', { state: 'disconnected' }))).toBe('d, datastore, inaccessible');
    expect(nodeLabel(node('HostSystem:host-9', { name: null, state: 'unknown' }))).toBe(
      'host-9, host, state unknown, name not readable',
    );
    expect(detailText(node('Template:t', { guest: 'Debian 12', modified: '2025-03-12T10:00:00.000Z' }))).toBe(
      'Debian 12 · changed 2025-03-12',
    );
  });
});

describe('the panel', () => {
  it('is remembered, and begins anew where what was remembered cannot be read', () => {
    const kept = new Map<string, string>();
    const storage = {
      getItem: (key: string) => kept.get(key) ?? null,
      setItem: (key: string, value: string) => void kept.set(key, value),
    };
    expect(rememberedPanel(storage)).toEqual({ isShown: false, width: 280 });
    rememberPanel(storage, { isShown: true, width: 333.4 });
    expect(rememberedPanel(storage)).toEqual({ isShown: true, width: 333 });
    for (const key of kept.keys()) kept.set(key, 'shown NaN');
    expect(rememberedPanel(storage)).toEqual({ isShown: false, width: 280 });
    expect([clampWidth(1), clampWidth(9999)]).toEqual([200, 640]);
  });
});
