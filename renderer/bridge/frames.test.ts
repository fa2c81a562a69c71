import { describe, expect, it } from 'vitest';
import { readBinaryFrame, readTextFrame } from './frames.ts';

describe('readTextFrame', () => {
  it('reads answers and pushes', () => {
    const envelope = { ok: true, value: [1] };
    expect(readTextFrame(JSON.stringify({ id: 7, envelope }))).toEqual({ kind: 'answer', id: 7, envelope });
    expect(readTextFrame(JSON.stringify({ push: 'memory:ticks', payload: { at: 1 } }))).toEqual({
      kind: 'push',
      push: 'memory:ticks',
      payload: { at: 1 },
    });
  });

  it('refuses what it does not know', () => {
    expect(() => readTextFrame('{"push":"secrets:all","payload":1}')).toThrow('push "secrets:all" is unknown');
    expect(() => readTextFrame('null')).toThrow('a frame is not a JSON object');
    expect(() => readTextFrame('"text"')).toThrow(RangeError);
    expect(() => readTextFrame('{')).toThrow(SyntaxError);
  });
});

describe('readBinaryFrame', () => {
  function frame(header: string, bytes: readonly number[], claimed = Buffer.byteLength(header)): ArrayBuffer {
    const length = Buffer.alloc(4);
    length.writeUInt32BE(claimed);
    return new Uint8Array(Buffer.concat([length, Buffer.from(header), Buffer.from(bytes)])).buffer;
  }

  it('puts the bytes back into the payload, without a copy', () => {
    const header = JSON.stringify({ push: 'inventory:chunk', payload: { seq: 3, type: 'Folder' } });
    const whole = frame(header, [1, 2, 3]);
    const message = readBinaryFrame(whole);
    expect(message).toEqual({
      kind: 'push',
      push: 'inventory:chunk',
      payload: { seq: 3, type: 'Folder', bytes: Uint8Array.of(1, 2, 3) },
    });
    const { bytes } = (message as { readonly payload: { readonly bytes: Uint8Array } }).payload;
    expect(bytes.buffer).toBe(whole);
  });

  it('refuses a frame that is shorter than it claims', () => {
    expect(() => readBinaryFrame(new ArrayBuffer(3))).toThrow('a binary frame of 3 bytes has no header');
    expect(() => readBinaryFrame(frame('{}', [], 999))).toThrow('a binary frame of 6 bytes claims a header of 999');
  });

  it('refuses a push that is not in the contract', () => {
    expect(() => readBinaryFrame(frame('{"push":"x","payload":{}}', []))).toThrow('push "x" is unknown');
  });
});
