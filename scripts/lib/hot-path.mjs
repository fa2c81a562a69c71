import { SaxesParser } from 'saxes';
import { encodeChunk } from '../../main/cache/chunk-codec.ts';
import { batchJson } from '../../main/collector/column-batch.ts';
import { TypeBatches } from '../../main/collector/type-batches.ts';
import { ObjectDecoder } from '../../main/vsphere/object-decoder.ts';
import { PropertyIndex } from '../../main/vsphere/property-index.ts';
import { Utf8Text } from '../../main/vsphere/utf8-text.ts';
import { XmlReader } from '../../main/vsphere/xml-reader.ts';

/** @typedef {import('./record-answers.mjs').Recording} Recording */

const BATCH_SIZE = 50;
const ENCODING = /** @type {const} */ ({ codec: 'gzip', level: 6 });

/**
 * What a collector does with an answer, up to one stage after the other: each runs everything before it too. The parser
 * alone stands first, without anybody who listens.
 *
 * @type {Readonly<Record<string, (recording: Recording) => number>>} each tells what it made, so that nothing is left out.
 */
export const HOT_PATH = Object.freeze({
  'saxes alone': ({ answers }) => {
    for (const answer of answers) {
      const parser = new SaxesParser({ xmlns: false, position: false });
      const utf8 = new Utf8Text();
      for (const bytes of answer) parser.write(utf8.write(bytes));
      parser.close();
    }
    return answers.length;
  },
  'our reader alone': ({ answers }) => {
    let elements = 0;
    const nothing = () => {};
    for (const answer of answers) {
      const open = () => {
        elements += 1;
      };
      const reader = new XmlReader({ open, text: nothing, close: nothing, doctype: nothing, encoding: nothing });
      const utf8 = new Utf8Text();
      for (const bytes of answer) reader.write(utf8.write(bytes));
      reader.end();
    }
    return elements;
  },
  decode: (recording) => {
    let objects = 0;
    eachPage(recording, (page) => {
      objects += page.length;
    });
    return objects;
  },
  'decode, prune, batch': (recording) => collect(recording, ({ refs }) => ({ rawBytes: refs.length, bytes: NO_BYTES })),
  'decode, prune, batch, JSON': (recording) =>
    collect(recording, (batch) => ({ rawBytes: batchJson(batch).length, bytes: NO_BYTES })),
  'decode, prune, batch, JSON, gzip': (recording) =>
    collect(recording, (batch) => encodeChunk(batchJson(batch), batch.refs.length, ENCODING)),
});

const NO_BYTES = new Uint8Array(0);

/**
 * @param {Recording} recording
 * @param {(page: import('../../main/vsphere/object-decoder.ts').ObjectContent[], index: PropertyIndex) => void} take
 */
function eachPage({ plan, answers }, take) {
  const index = new PropertyIndex(plan.paths ?? [], plan.paths === undefined);
  for (const answer of answers) {
    const decoder = new ObjectDecoder(index);
    for (const bytes of answer) {
      decoder.write(bytes);
      while (decoder.ready >= BATCH_SIZE) take(decoder.take(BATCH_SIZE), index);
    }
    decoder.end();
    if (decoder.ready > 0) take(decoder.take(BATCH_SIZE), index);
  }
}

/**
 * @param {Recording} recording
 * @param {(batch: import('../../main/collector/column-batch.ts').OpenBatch) => { rawBytes: number, bytes: Uint8Array<ArrayBuffer> }} encode
 */
function collect(recording, encode) {
  let rawBytes = 0;
  const batches = new TypeBatches(recording.plan, {
    batchSize: () => BATCH_SIZE,
    attributes: {},
    encode: (batch) => {
      const encoded = encode(batch);
      rawBytes += encoded.rawBytes;
      return { type: batch.type, rows: batch.refs.length, ...encoded };
    },
  });
  eachPage(recording, (objects, index) => void batches.add({ objects, index }, () => true));
  batches.rest();
  return rawBytes;
}
