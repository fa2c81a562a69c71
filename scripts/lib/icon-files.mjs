/** The containers that Windows and macOS want their icons in; both hold pictures as PNG files. */

const ICO_HEADER = 6;
const ICO_ENTRY = 16;
/** Types of pictures in an icns by their size in pixels; some sizes stand there twice, also as half of it at double density. */
const ICNS_TYPES = /** @type {const} */ ([
  ['icp4', 16],
  ['icp5', 32],
  ['ic07', 128],
  ['ic08', 256],
  ['ic09', 512],
  ['ic10', 1024],
  ['ic11', 32],
  ['ic12', 64],
  ['ic13', 256],
  ['ic14', 512],
]);

/**
 * @param {ReadonlyMap<number, Buffer>} pictures PNG files by their size in pixels, at most 256
 * @returns {Buffer}
 */
export function icoOf(pictures) {
  const sizes = [...pictures.keys()].sort((a, b) => a - b);
  const header = Buffer.alloc(ICO_HEADER);
  header.writeUInt16LE(1, 2);
  header.writeUInt16LE(sizes.length, 4);
  let offset = ICO_HEADER + ICO_ENTRY * sizes.length;
  const entries = sizes.map((size) => {
    const { byteLength } = pictureOf(pictures, size);
    const entry = Buffer.alloc(ICO_ENTRY);
    // 256 does not fit into a byte and is written as 0.
    entry.writeUInt8(size % 256, 0);
    entry.writeUInt8(size % 256, 1);
    entry.writeUInt16LE(1, 4);
    entry.writeUInt16LE(32, 6);
    entry.writeUInt32LE(byteLength, 8);
    entry.writeUInt32LE(offset, 12);
    offset += byteLength;
    return entry;
  });
  return Buffer.concat([header, ...entries, ...sizes.map((size) => pictureOf(pictures, size))]);
}

/** The sizes that an icns holds, in pixels. */
export const ICNS_SIZES = [...new Set(ICNS_TYPES.map(([, size]) => size))];

/**
 * @param {ReadonlyMap<number, Buffer>} pictures PNG files by their size in pixels: all of ICNS_SIZES
 * @returns {Buffer}
 */
export function icnsOf(pictures) {
  const parts = ICNS_TYPES.map(([type, size]) => {
    const picture = pictureOf(pictures, size);
    return Buffer.concat([blockHead(type, picture.byteLength), picture]);
  });
  const content = Buffer.concat(parts);
  return Buffer.concat([blockHead('icns', content.byteLength), content]);
}

/** @param {string} type @param {number} bytes of the content */
function blockHead(type, bytes) {
  const head = Buffer.alloc(8);
  head.write(type, 0, 'latin1');
  head.writeUInt32BE(bytes + 8, 4);
  return head;
}

/** @param {ReadonlyMap<number, Buffer>} pictures @param {number} size */
function pictureOf(pictures, size) {
  const picture = pictures.get(size);
  if (picture === undefined) throw new Error(`There is no picture of ${size} pixels.`);
  return picture;
}
