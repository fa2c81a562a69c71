import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../../../e2e/fixtures/temporary-folder-fixture.ts';
import type { ChangePage, ChangeSummary, Generation } from '../../../shared/generations-view.ts';
import { readWorkbook } from '../export-fixture.ts';
import type { TextFormat } from '../export-name.ts';
import type { ComparedPair } from './changes-file.ts';
import { ChangesText } from './changes-text.ts';
import { ChangesWorkbook } from './changes-workbook.ts';

const generation = (id: string): Generation => ({
  id,
  source: { kind: 'vcenter', label: 'vc.example', server: 'https://vc.example/sdk', user: 'secret-reader' },
  about: { name: 'vCenter', apiVersion: '8.0.2.0', instanceUuid: 'uuid-1' },
  scope: 's',
  datacenters: [],
  pruned: true,
  startedAt: 0,
  collectedAt: Date.UTC(2026, 0, 2, 3, 4, 5),
  partial: false,
  missing: 0,
  counts: { VirtualMachine: 3 },
  rows: 3,
  storedBytes: 100,
  pinned: false,
});
const PAIR: ComparedPair = { older: generation('20260101-000001-abcdef'), newer: generation('20260102-000001-abcdef') };
const PAGES: readonly ChangePage[] = [
  {
    changes: [
      { type: 'VirtualMachine', kind: 'added', ref: 'VirtualMachine:vm-1', name: '=cmd|x', values: [] },
      { type: 'VirtualMachine', kind: 'removed', ref: 'VirtualMachine:vm-2', name: null, values: [] },
    ],
    names: {},
  },
  {
    changes: [
      {
        type: 'VirtualMachine',
        kind: 'changed',
        ref: 'VirtualMachine:vm-3',
        name: 'a%2fb',
        values: [
          { path: 'config.hardware.memoryMB', before: 1024, after: 2048 },
          { path: 'summary.config.annotation', before: '@old, "quoted"', after: null },
          { path: 'runtime.host', before: 'HostSystem:host-1', after: 'HostSystem:host-2' },
          { path: 'network', before: [], after: ['Network:n-1', 'Network:n-2'] },
        ],
      },
    ],
    names: { 'HostSystem:host-1': 'esx1', 'HostSystem:host-2': '+esx2', 'Network:n-1': 'LAN' },
  },
];
const SUMMARY: ChangeSummary = {
  kinds: [{ type: 'VirtualMachine', added: 1, removed: 1, changed: 1, usageOnly: 0, paths: { network: 1 } }],
  notes: ['A note.'],
};

async function write(
  format: TextFormat,
  gzipLevel?: number,
): Promise<{ readonly path: string; readonly folder: string }> {
  const folder = await temporaryFolder();
  const path = join(folder, `changes.${format}`);
  const file = new ChangesText(format, PAIR, { path, gzipLevel });
  for (const page of PAGES) await file.write(page);
  await file.finish(SUMMARY);
  return { path, folder };
}

describe('a file of differences', () => {
  it('is a CSV with a row for each value, formulas neutralised, numbers left alone', async () => {
    const { path, folder } = await write('csv');
    expect((await readFile(path, 'utf8')).split('\r\n')).toEqual([
      'change,type,ref,name,attribute,label,unit,before,after,beforeName,afterName',
      "added,VirtualMachine,VirtualMachine:vm-1,'=cmd|x,,,,,,,",
      'removed,VirtualMachine,VirtualMachine:vm-2,,,,,,,,',
      'changed,VirtualMachine,VirtualMachine:vm-3,a/b,config.hardware.memoryMB,Memory,MB,1024,2048,,',
      `changed,VirtualMachine,VirtualMachine:vm-3,a/b,summary.config.annotation,Notes,,"'@old, ""quoted""",,,`,
      "changed,VirtualMachine,VirtualMachine:vm-3,a/b,runtime.host,Host,,HostSystem:host-1,HostSystem:host-2,esx1,'+esx2",
      'changed,VirtualMachine,VirtualMachine:vm-3,a/b,network,Networks,,,Network:n-1 Network:n-2,,LAN Network:n-2',
      '',
    ]);
    expect(await readdir(folder)).toEqual(['changes.csv']);
  });

  it('is NDJSON with an object a line, compressed on request', async () => {
    const { path } = await write('ndjson', 6);
    const lines = gunzipSync(await readFile(path))
      .toString('utf8')
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(lines).toEqual([
      { change: 'added', type: 'VirtualMachine', ref: 'VirtualMachine:vm-1', name: '=cmd|x' },
      { change: 'removed', type: 'VirtualMachine', ref: 'VirtualMachine:vm-2', name: null },
      {
        change: 'changed',
        type: 'VirtualMachine',
        ref: 'VirtualMachine:vm-3',
        name: 'a%2fb',
        displayName: 'a/b',
        values: PAGES[1]?.changes[0]?.values,
        names: { 'HostSystem:host-1': 'esx1', 'HostSystem:host-2': '+esx2', 'Network:n-1': 'LAN' },
      },
    ]);
  });

  it('is one JSON document that says what was compared, and not by whom', async () => {
    const { path } = await write('json');
    const text = await readFile(path, 'utf8');
    const { changes, ...rest } = JSON.parse(text);
    expect(changes).toHaveLength(3);
    expect(rest).toMatchObject({
      older: {
        id: PAIR.older.id,
        label: 'vc.example',
        instanceUuid: 'uuid-1',
        collectedAt: '2026-01-02T03:04:05.000Z',
      },
      newer: { id: PAIR.newer.id, rows: 3, complete: true },
      summary: SUMMARY,
    });
    expect(text).not.toContain('secret-reader');
  });

  it.each(['csv', 'json', 'ndjson'] as const)('is whole as %s when nothing differs', async (format) => {
    const path = join(await temporaryFolder(), 'nothing');
    const file = new ChangesText(format, PAIR, { path, gzipLevel: undefined });
    await file.finish({ kinds: [], notes: [] });
    const text = await readFile(path, 'utf8');
    if (format === 'json') expect(JSON.parse(text)).toMatchObject({ changes: [] });
    else expect(text.trimEnd().split('\n').length).toBe(1);
  });

  it('is a workbook with summary, changes and what was compared', async () => {
    const folder = await temporaryFolder();
    const path = join(folder, 'changes.xlsx');
    const file = await ChangesWorkbook.create(PAIR, { path, level: 6 });
    for (const page of PAGES) await file.write(page);
    await file.finish(SUMMARY);
    const sheets = await readWorkbook(path);
    expect([...sheets.keys()]).toEqual(['Summary', 'Changes', 'Generations']);
    expect(sheets.get('Summary')).toEqual([{ Kind: 'VMs', Added: 1, Removed: 1, Changed: 1 }]);
    expect(sheets.get('Changes')).toHaveLength(6);
    expect(sheets.get('Changes')?.[0]).toMatchObject({ change: 'added', name: "'=cmd|x" });
    expect(sheets.get('Changes')?.[2]).toMatchObject({ label: 'Memory', unit: 'MB', before: 1024, after: 2048 });
    expect(sheets.get('Generations')).toMatchObject([{ Id: PAIR.older.id }, { Id: PAIR.newer.id }, { Id: 'A note.' }]);
    expect(await readdir(folder)).toEqual(['changes.xlsx']);
  });

  it('leaves nothing behind when it is discarded or cannot be written', async () => {
    const folder = await temporaryFolder();
    const text = new ChangesText('csv', PAIR, { path: join(folder, 'a.csv'), gzipLevel: undefined });
    const workbook = await ChangesWorkbook.create(PAIR, { path: join(folder, 'a.xlsx'), level: 1 });
    for (const file of [text, workbook]) {
      for (const page of PAGES) await file.write(page);
      await file.discard();
    }
    expect(await readdir(folder)).toEqual([]);
    const path = join(folder, 'missing', 'a.csv');
    const nowhere = new ChangesText('csv', PAIR, { path, gzipLevel: undefined });
    await expect(nowhere.finish(SUMMARY)).rejects.toMatchObject({
      data: { code: 'internal', message: expect.stringContaining(path) },
    });
    await expect(
      ChangesWorkbook.create(PAIR, { path: join(folder, 'missing', 'a.xlsx'), level: 1 }),
    ).rejects.toMatchObject({
      data: { code: 'internal' },
    });
  });
});
