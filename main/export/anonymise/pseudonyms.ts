import { createHmac } from 'node:crypto';
import { isIP } from 'node:net';
import { displayName } from '../../../shared/inventory.ts';

/** What a text would give away. Names carry what they name as their prefix: "vm", "host", "note" … */
export type Identity = 'uuid' | 'mac' | 'address' | 'file' | 'extension' | `name of ${string}`;

/** Pseudonyms remembered, so that a host's name is not worked out again for each of its VMs. */
const REMEMBERED = 8192;
/** Endings of files that say what the file is and nothing else. */
const FILE_ENDING = /\.(vmx|vmtx|vmdk|vmsn|vmsd|nvram|iso|flp|log)$/i;

/**
 * Stands in for names, addresses and identifiers by an HMAC-SHA-256 with this machine's secret: the same text has the same
 * pseudonym in every export made here, and nobody without the secret can test a guess. Escaped and plain forms of a name
 * are one name. UUIDs, MAC and IP addresses keep their form, in ranges that no real one comes from.
 */
export class Pseudonyms {
  readonly #key: Buffer;
  readonly #known = new Map<string, string>();

  /** @param secret this machine's own; other uses of it tell nothing of these pseudonyms */
  constructor(secret: string) {
    this.#key = createHmac('sha256', secret).update('heapsphere export pseudonyms 1').digest();
  }

  /** The pseudonym of a text; an empty one stays empty. */
  of(identity: Identity, text: string): string {
    if (text === '') return '';
    const wanted = `${identity} ${text}`;
    const known = this.#known.get(wanted);
    if (known !== undefined) return known;
    const pseudonym = this.#make(identity, text);
    if (this.#known.size >= REMEMBERED) this.#known.clear();
    this.#known.set(wanted, pseudonym);
    return pseudonym;
  }

  #make(identity: Identity, text: string): string {
    switch (identity) {
      case 'uuid':
        return this.#uuid(text);
      case 'mac':
        // 02: a locally administered address.
        return `02:${pairs(this.#digest(text.toLowerCase()).toString('hex', 0, 5), 2).join(':')}`;
      case 'address':
        return this.#address(text);
      case 'file':
        return this.#file(text);
      case 'extension':
        // Products of VMware tell what an object is for; others may tell whose it is.
        return text.startsWith('com.vmware.') ? text : `extension-${this.#digest(text).toString('hex', 0, 8)}`;
      default:
        return `${identity.slice('name of '.length)}-${this.#digest(displayName(text)).toString('hex', 0, 8)}`;
    }
  }

  #digest(text: string): Buffer {
    return createHmac('sha256', this.#key).update(text).digest();
  }

  /** RFC 9562, version 8: made by whoever made it, from whatever they like. */
  #uuid(text: string): string {
    const digest = this.#digest(text.toLowerCase());
    digest.writeUInt8((digest.readUInt8(6) & 0x0f) | 0x80, 6);
    digest.writeUInt8((digest.readUInt8(8) & 0x3f) | 0x80, 8);
    return digest.toString('hex', 0, 16).replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
  }

  /** IPv4 from 240.0.0.0/4, which nobody may use (RFC 1112); IPv6 from 2001:db8::/32, kept for documentation (RFC 3849). */
  #address(text: string): string {
    const digest = this.#digest(text.toLowerCase());
    switch (isIP(text.replace(/%.*$/, ''))) {
      case 4:
        return [240 | (digest.readUInt8(0) & 0x0f), ...digest.subarray(1, 4)].join('.');
      case 6:
        return `2001:db8:${pairs(digest.toString('hex', 0, 12), 4).join(':')}`;
      default:
        return `address-${digest.toString('hex', 0, 8)}`;
    }
  }

  /** "[datastore] folder/file.vmdk", piece by piece: a datastore has the pseudonym that its row has. */
  #file(text: string): string {
    const [, datastore, rest = text] = /^\[([^\]]*)\]\s*(.*)$/s.exec(text) ?? [];
    const path = rest
      .split('/')
      .map((piece) => {
        if (piece === '') return '';
        const [ending = ''] = FILE_ENDING.exec(piece) ?? [];
        const stem = piece.slice(0, piece.length - ending.length);
        return `path-${this.#digest(stem).toString('hex', 0, 8)}${ending.toLowerCase()}`;
      })
      .join('/');
    return datastore === undefined ? path : `[${this.of('name of datastore', datastore)}] ${path}`;
  }
}

function pairs(hex: string, length: number): string[] {
  return hex.match(new RegExp(`.{${length}}`, 'g')) ?? [];
}
