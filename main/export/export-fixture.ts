import { readFile } from 'node:fs/promises';
import { inflateRawSync } from 'node:zlib';
import { collectionState } from '../../renderer/shell/collection-fixture.ts';
import type { CollectionState } from '../../shared/contract.ts';
import type { Cell, ColumnBatch, ResourceType } from '../../shared/inventory.ts';

/** A collection that has read everything. */
export function completed(changes: Partial<CollectionState> = {}): CollectionState {
  return collectionState({
    phase: 'completed',
    about: { name: 'VMware vCenter Server 8.0.2', apiVersion: '8.0.2.0', instanceUuid: 'a0a0' },
    finished: ['HostSystem', 'VirtualMachine', 'Template'],
    endedAt: Date.UTC(2026, 0, 2),
    ...changes,
  });
}

/** Rows of one kind, each as cells by path with its moId as `id`; what a row does not have is unset. */
export function batchOf(type: ResourceType, ...rows: readonly Readonly<Record<string, Cell>>[]): ColumnBatch {
  const managed = type === 'Template' ? 'VirtualMachine' : type;
  const paths = new Set(rows.flatMap((row) => Object.keys(row)));
  paths.delete('id');
  return {
    type,
    refs: rows.map(({ id }) => `${managed}:${String(id)}`),
    columns: Object.fromEntries([...paths].map((path) => [path, rows.map((row) => row[path] ?? null)])),
  };
}

/** The parts of a zip archive by name, found through its central directory. */
export async function readZip(path: string): Promise<ReadonlyMap<string, string>> {
  const bytes = await readFile(path);
  const end = bytes.lastIndexOf('PK\u0005\u0006');
  const parts = new Map<string, string>();
  let at = bytes.readUInt32LE(end + 16);
  for (let left = bytes.readUInt16LE(end + 10); left > 0; left -= 1) {
    const size = bytes.readUInt32LE(at + 20);
    const nameLength = bytes.readUInt16LE(at + 28);
    const local = bytes.readUInt32LE(at + 42);
    const from = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
    const name = bytes.toString('utf8', at + 46, at + 46 + nameLength);
    parts.set(name, inflateRawSync(bytes.subarray(from, from + size)).toString('utf8'));
    at += 46 + nameLength + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }
  return parts;
}

/** Rows of every sheet of a workbook by its name, as objects by title; numbers and booleans typed, the rest as its text. */
export async function readWorkbook(path: string): Promise<ReadonlyMap<string, readonly Record<string, unknown>[]>> {
  const parts = await readZip(path);
  const names = [...(parts.get('xl/workbook.xml') ?? '').matchAll(/<sheet name="([^"]*)"/g)].map(([, name]) => name);
  return new Map(
    names.map((name = '', at) => {
      const rows = rowsOf(parts.get(`xl/worksheets/sheet${at + 1}.xml`) ?? '');
      const [titles, ...others] = rows;
      const objects = others.map((cells) =>
        Object.fromEntries([...cells].map(([column, value]) => [String(titles?.get(column)), value])),
      );
      return [name, objects];
    }),
  );
}

function rowsOf(xml: string): ReadonlyMap<string, unknown>[] {
  return [...xml.matchAll(/<row [^>]*>(.*?)<\/row>/gs)].map(([, cells = '']) => {
    const found = cells.matchAll(/<c r="([A-Z]+)\d+"([^>]*)>(?:<is><t[^>]*>(.*?)<\/t><\/is>|<v>(.*?)<\/v>)<\/c>/gs);
    return new Map(
      [...found].map(([, column = '', attributes = '', text, value]): [string, unknown] => {
        if (text !== undefined) return [column, text];
        return [column, attributes.includes('t="b"') ? value === '1' : Number(value)];
      }),
    );
  });
}
