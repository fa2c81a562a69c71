import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../../e2e/fixtures/temporary-folder-fixture.ts';
import type { CollectionState } from '../../shared/contract.ts';
import { AnonymousFile } from './anonymise/anonymous-file.ts';
import { Pseudonyms } from './anonymise/pseudonyms.ts';
import { batchOf, completed } from './export-fixture.ts';
import type { TextFormat } from './export-name.ts';
import { SeveralVcentersFile } from './several-vcenters.ts';
import { TextFile } from './text-file.ts';

const SAME_ID = batchOf('VirtualMachine', { id: 'vm-1', name: 'web' });

function stateOf(label: string): CollectionState {
  return completed({
    source: { kind: 'vcenter', label, server: `https://${label}/sdk`, user: 'operator' },
    about: { name: 'VMware vCenter Server', apiVersion: '8.0.2.0', instanceUuid: `uuid-${label}` },
    counts: { VirtualMachine: 1 },
  });
}

/** What is written of two vCenters whose VMs have the same id. */
async function write(format: TextFormat, anonymise = false): Promise<string> {
  const path = join(await temporaryFolder(), `a.${format}`);
  const header = {
    types: ['VirtualMachine'],
    pruning: true,
    attributes: {},
    others: [{ pruning: true, attributes: { VirtualMachine: ['name', 'guest.net'] } }],
  } as const;
  const text = new TextFile({ path, format, header, gzipLevel: undefined });
  const file = new SeveralVcentersFile(anonymise ? new AnonymousFile(text, new Pseudonyms('secret')) : text, 2);
  for (const label of ['vc-a', 'vc-b']) {
    await file.write(SAME_ID, stateOf(label));
    await file.finish(stateOf(label));
  }
  return readFile(path, 'utf8');
}

describe('a file of several vCenters', () => {
  it('says in CSV whose each row is, with the columns of all of them', async () => {
    const [head = '', ...rows] = (await write('csv')).trimEnd().split('\r\n');
    expect(head).toMatch(/^type,ref,vcenter,vcenterUuid,name,/);
    expect(head.split(',')).toContain('guest.net');
    expect(rows.map((row) => row.split(',').slice(1, 5))).toEqual([
      ['VirtualMachine:vm-1', 'vc-a', 'uuid-vc-a', 'web'],
      ['VirtualMachine:vm-1', 'vc-b', 'uuid-vc-b', 'web'],
    ]);
  });

  it('tells in JSON what is known of each collection', async () => {
    expect(JSON.parse(await write('json'))).toMatchObject({
      objects: [
        { ref: 'VirtualMachine:vm-1', vcenter: 'vc-a' },
        { ref: 'VirtualMachine:vm-1', vcenter: 'vc-b' },
      ],
      vcenters: [{ instanceUuid: 'uuid-vc-a' }, { instanceUuid: 'uuid-vc-b', counts: { VirtualMachine: 1 } }],
    });
  });

  it('names no vCenter in an anonymised file, and tells them apart all the same', async () => {
    const text = await write('json', true);
    expect(text).not.toMatch(/vc-a|vc-b/);
    const { objects, vcenters } = JSON.parse(text);
    expect(objects[0].vcenter).not.toBe(objects[1].vcenter);
    expect(objects.map(({ vcenterUuid }: { vcenterUuid: string }) => vcenterUuid)).toEqual(
      vcenters.map(({ instanceUuid }: { instanceUuid: string }) => instanceUuid),
    );
  });
});
