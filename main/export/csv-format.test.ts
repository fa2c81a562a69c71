import { describe, expect, it } from 'vitest';
import { parseCsv } from '../../e2e/fixtures/csv.ts';
import type { ColumnBatch } from '../../shared/inventory.ts';
import { csvFormat } from './csv-format.ts';
import { batchOf, completed } from './export-fixture.ts';
import type { ExportHeader } from './row-format.ts';

const HEADER: ExportHeader = { types: ['VirtualMachine', 'Datastore'], pruning: true, attributes: {} };

function write(header: ExportHeader, ...batches: readonly ColumnBatch[]) {
  const format = csvFormat(header);
  const text = format.begin() + batches.map((batch) => format.rows(batch)).join('') + format.end(completed());
  return { text, rows: parseCsv(text), dropped: [...format.dropped] };
}

describe('csvFormat', () => {
  it.each(['=1+1', '+49', '-web', '@sum', '\tx', '\rx'])('neutralises %j in every column of text', (text) => {
    const vm = { id: 'vm-1', name: text, 'guest.hostName': text, 'summary.config.annotation': text };
    const [row] = write(HEADER, batchOf('VirtualMachine', vm)).rows;
    expect(row?.name).toBe(`'${text}`);
    expect(row?.rawName).toBe(`'${text}`);
    expect(row?.['guest.hostName']).toBe(`'${text}`);
    expect(row?.['summary.config.annotation']).toBe(`'${text}`);
  });

  it('leaves numbers as they are, below zero too', () => {
    const vm = { id: 'vm-1', name: 'a', 'summary.storage.committed': -5, 'config.hardware.numCPU': 2 };
    expect(write(HEADER, batchOf('VirtualMachine', vm)).rows[0]).toMatchObject({
      'summary.storage.committed': '-5',
      'config.hardware.numCPU': '2',
    });
  });

  it('leaves what is unset empty, which 0 and false are not', () => {
    const datastore = { id: 'ds-1', name: 'd', 'summary.capacity': null, 'summary.freeSpace': 0 };
    const { rows } = write(HEADER, batchOf('Datastore', { ...datastore, 'summary.accessible': false }));
    expect(rows[0]).toMatchObject({
      'summary.capacity': '',
      'summary.freeSpace': '0',
      'summary.accessible': 'false',
      'config.uuid': '',
    });
  });

  it('shows escaped names decoded, once, with the raw one beside', () => {
    const { rows } = write(HEADER, batchOf('VirtualMachine', { id: 'vm-1', name: 'a%2fb%252F%41' }));
    expect(rows[0]).toMatchObject({ name: 'a/b%2F%41', rawName: 'a%2fb%252F%41' });
  });

  it.each([
    ['right to left', 'خادم الويب\u202E42'],
    ['control characters', 'a\u0000\u0007\u001Bb'],
    ['80 characters', 'x'.repeat(80)],
    ['quotes, commas and line ends', 'a "b", c\r\nd'],
    ['spaces at its ends', ' a '],
  ])('keeps a name with %s whole', (_, name) => {
    expect(write(HEADER, batchOf('VirtualMachine', { id: 'vm-1', name })).rows[0]?.name).toBe(name);
  });

  it('writes lists of words in one cell, data objects as JSON, and neutralises a list as well', () => {
    const selection = { VirtualMachine: ['datastore', 'guest.net'] };
    const vm = { id: 'vm-1', name: 'a', datastore: ['=x', 'Datastore:ds-2'], 'guest.net': [{ network: '=y' }] };
    const { rows } = write({ ...HEADER, attributes: selection }, batchOf('VirtualMachine', vm));
    expect(rows[0]).toMatchObject({ datastore: "'=x Datastore:ds-2", 'guest.net': '[{"network":"=y"}]' });
  });

  it('has the columns of the selection, and tells what it had no column for', () => {
    const vm = { id: 'vm-1', name: 'a', 'config.firmware': 'efi' };
    expect(write(HEADER, batchOf('VirtualMachine', vm)).dropped).toEqual(['config.firmware']);
    const chosen = write(
      { ...HEADER, attributes: { VirtualMachine: ['config.firmware'] } },
      batchOf('VirtualMachine', vm),
    );
    expect([chosen.dropped, chosen.rows[0]?.['config.firmware']]).toEqual([[], 'efi']);
  });

  it('is a heading alone for an empty estate', () => {
    expect(write({ types: ['Folder'], pruning: true, attributes: {} }).text).toBe(
      'type,ref,name,parent,overallStatus,childType,rawName\r\n',
    );
  });
});
