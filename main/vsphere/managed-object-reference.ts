/** A reference to a managed object: its type and its moId, unique within one vCenter. */
export class ManagedObjectReference {
  readonly type: string;
  readonly value: string;

  constructor(type: string, value: string) {
    this.type = type;
    this.value = value;
  }

  /** "Type:moId", the form in which references travel in batches and files. */
  toString(): string {
    return `${this.type}:${this.value}`;
  }

  toJSON(): string {
    return this.toString();
  }
}

/** Reads "Type:moId"; undefined for anything else. The moId may hold colons of its own. */
export function parseReference(text: string): ManagedObjectReference | undefined {
  const colon = text.indexOf(':');
  return colon < 1 || colon === text.length - 1
    ? undefined
    : new ManagedObjectReference(text.slice(0, colon), text.slice(colon + 1));
}
