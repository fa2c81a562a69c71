import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { icnsOf, icoOf } from './icon-files.mjs';
import { ROOT } from './paths.mjs';

const FOLDER = join(ROOT, 'packaging');

/** Width and height as the file itself says; throws for what is no PNG. */
function sizeOfPng(file: Buffer): readonly [number, number] {
  if (file.toString('latin1', 1, 4) !== 'PNG') throw new Error('this is no PNG');
  return [file.readUInt32BE(16), file.readUInt32BE(20)];
}

/** Declared size and picture of every entry. */
function entriesOfIco(file: Buffer): readonly [number, Buffer][] {
  return Array.from({ length: file.readUInt16LE(4) }, (_, index) => {
    const at = 6 + 16 * index;
    const offset = file.readUInt32LE(at + 12);
    return [file[at] || 256, file.subarray(offset, offset + file.readUInt32LE(at + 8))];
  });
}

function entriesOfIcns(file: Buffer): readonly [string, Buffer][] {
  const entries: [string, Buffer][] = [];
  for (let at = 8; at < file.byteLength; ) {
    const length = file.readUInt32BE(at + 4);
    entries.push([file.toString('latin1', at, at + 4), file.subarray(at + 8, at + length)]);
    at += length;
  }
  return entries;
}

describe('the icons that are packed', () => {
  test('Linux has a picture of every size, each of the size of its name', () => {
    const names = readdirSync(join(FOLDER, 'icons'));
    expect(names).toEqual(expect.arrayContaining(['16x16.png', '48x48.png', '256x256.png', '512x512.png']));
    for (const name of names) {
      const [width, height] = sizeOfPng(readFileSync(join(FOLDER, 'icons', name)));
      expect(`${width}x${height}.png`).toBe(name);
    }
  });

  test('Windows has all sizes up to 256 in one file', () => {
    const entries = entriesOfIco(readFileSync(join(FOLDER, 'icon.ico')));
    expect(entries.map(([size]) => size)).toEqual([16, 24, 32, 48, 64, 128, 256]);
    for (const [size, picture] of entries) expect(sizeOfPng(picture)).toEqual([size, size]);
  });

  test('macOS has them up to 1024, for both densities', () => {
    const file = readFileSync(join(FOLDER, 'icon.icns'));
    expect([file.toString('latin1', 0, 4), file.readUInt32BE(4)]).toEqual(['icns', file.byteLength]);
    const sizes = Object.fromEntries(entriesOfIcns(file).map(([type, picture]) => [type, sizeOfPng(picture)[0]]));
    expect(sizes).toMatchObject({
      ic07: 128,
      ic08: 256,
      ic09: 512,
      ic10: 1024,
      ic11: 32,
      ic12: 64,
      ic13: 256,
      ic14: 512,
    });
  });
});

test('a picture that is missing is named', () => {
  expect(() => icnsOf(new Map([[16, Buffer.alloc(1)]]))).toThrow('There is no picture of 32 pixels.');
  expect(icoOf(new Map()).byteLength).toBe(6);
});
