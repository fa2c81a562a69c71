/** Structured clone as text: JSON, with bytes and what JSON has no word for in tagged objects. Runs in Node. */

const BYTES = '$bytes';
const NUMBER = '$number';
const UNDEFINED = '$undefined';

/** Throws for what Electron could not clone either. */
export function encode(value: unknown): string {
  return JSON.stringify(value, function (this: Record<string, unknown>, key, json: unknown) {
    const raw = this[key];
    if (raw instanceof Uint8Array)
      return { [BYTES]: Buffer.from(raw.buffer, raw.byteOffset, raw.length).toString('base64') };
    if (typeof raw === 'function' || typeof raw === 'symbol') throw new Error('An object could not be cloned.');
    if (typeof raw === 'number' && !Number.isFinite(raw)) return { [NUMBER]: String(raw) };
    if (raw === undefined && Array.isArray(this)) return { [UNDEFINED]: true };
    return json;
  });
}

export function decode(text: string): unknown {
  return JSON.parse(text, (_key, value: unknown) => {
    if (typeof value !== 'object' || value === null) return value;
    const tagged = value as Readonly<Record<string, unknown>>;
    if (typeof tagged[BYTES] === 'string') return new Uint8Array(Buffer.from(tagged[BYTES], 'base64'));
    if (typeof tagged[NUMBER] === 'string') return Number(tagged[NUMBER]);
    return value;
  });
}
