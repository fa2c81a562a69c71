import { PUSH_NAMES, type PushName } from '../../shared/channels.ts';
import type { Envelope } from '../../shared/contract.ts';

/** What main may say over the socket. */
export type ServerMessage =
  | { readonly kind: 'answer'; readonly id: number; readonly envelope: Envelope<unknown> }
  | { readonly kind: 'push'; readonly push: PushName; readonly payload: unknown };

type Fields = Readonly<Record<string, unknown>>;

function fieldsOf(text: string): Fields {
  const value: unknown = JSON.parse(text);
  if (typeof value !== 'object' || value === null) throw new RangeError('a frame is not a JSON object');
  return value as Fields;
}

function pushNameOf(value: unknown): PushName {
  const name = PUSH_NAMES.find((known) => known === value);
  if (name === undefined) throw new RangeError(`push "${String(value)}" is unknown`);
  return name;
}

/** Reads a text frame: an answer or a push without bytes. Throws on anything else. */
export function readTextFrame(text: string): ServerMessage {
  const fields = fieldsOf(text);
  if (typeof fields.id === 'number') {
    return { kind: 'answer', id: fields.id, envelope: fields.envelope as Envelope<unknown> };
  }
  return { kind: 'push', push: pushNameOf(fields.push), payload: fields.payload };
}

/**
 * Reads a binary frame: 4 bytes big-endian header length, a JSON header {push, payload without bytes}, then the bytes,
 * which become `payload.bytes` (a view, not a copy). Throws a RangeError on a malformed frame.
 */
export function readBinaryFrame(frame: ArrayBuffer): ServerMessage {
  if (frame.byteLength < 4) throw new RangeError(`a binary frame of ${frame.byteLength} bytes has no header`);
  const headerLength = new DataView(frame).getUint32(0);
  if (headerLength > frame.byteLength - 4) {
    throw new RangeError(`a binary frame of ${frame.byteLength} bytes claims a header of ${headerLength}`);
  }
  const header = fieldsOf(new TextDecoder().decode(new Uint8Array(frame, 4, headerLength)));
  const bytes = new Uint8Array(frame, 4 + headerLength);
  return { kind: 'push', push: pushNameOf(header.push), payload: { ...(header.payload as Fields), bytes } };
}
