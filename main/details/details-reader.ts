import { HeapsphereError } from '../../shared/errors.ts';
import type { DetailSection, InventoryDetails } from '../../shared/inventory-details.ts';
import type { DecodedValue } from '../vsphere/decoded-value.ts';
import type { ObjectContent } from '../vsphere/object-decoder.ts';
import type { DetailValues } from './detail-values.ts';
import { DATASTORE_PATHS, datastoreDetails, ENTITY_PATHS, HOST_PATHS, hostDetails } from './host-details.ts';
import { customAttributes, MACHINE_PATHS, machineDetails } from './machine-details.ts';

/** A login that nobody used for so long is ended. */
const IDLE_MS = 2 * 60 * 1000;

/** A way to the vCenter of one collection. */
export interface DetailSource {
  /** Values are aligned with `paths`. */
  read(type: string, id: string, paths: readonly string[]): Promise<Pick<ObjectContent, 'values' | 'missing'>>;
  /** Logs out. Never throws. */
  close(): Promise<void>;
}

export interface DetailsReaderOptions {
  /** Logs in where a collection came from. Throws `usage` for an unknown one. */
  readonly open: (collectionId: string) => Promise<DetailSource>;
  readonly idleMs?: number;
}

interface Recipe {
  readonly paths: readonly string[];
  readonly sections: (values: DetailValues) => DetailSection[];
}

const RECIPES: Readonly<Record<string, Recipe>> = {
  VirtualMachine: { paths: MACHINE_PATHS, sections: machineDetails },
  // A template is a virtual machine to vCenter.
  Template: { paths: MACHINE_PATHS, sections: machineDetails },
  HostSystem: { paths: HOST_PATHS, sections: hostDetails },
  Datastore: { paths: DATASTORE_PATHS, sections: datastoreDetails },
};
const ENTITY: Recipe = { paths: ENTITY_PATHS, sections: (values) => [customAttributes(values)] };

interface Entry {
  readonly source: Promise<DetailSource>;
  users: number;
  idle: NodeJS.Timeout | undefined;
}

/**
 * Reads what is too expensive for a table, one object at a time. Logs in when something is asked for, keeps the login for
 * the next question and ends it when nobody asks; the same question asked twice at once goes out once.
 */
export class DetailsReader {
  readonly #options: DetailsReaderOptions;
  readonly #entries = new Map<string, Entry>();
  readonly #running = new Map<string, Promise<InventoryDetails>>();
  #disposed = false;

  constructor(options: DetailsReaderOptions) {
    this.#options = options;
  }

  /** @param ref "Type:moId" */
  details(collectionId: string, ref: string): Promise<InventoryDetails> {
    const key = `${collectionId} ${ref}`;
    const running = this.#running.get(key);
    if (running) return running;
    const reading = this.#read(collectionId, ref).finally(() => this.#running.delete(key));
    this.#running.set(key, reading);
    return reading;
  }

  /** Ends the login of a collection that is not shown any more. */
  forget(collectionId: string): Promise<void> {
    return this.#end(collectionId);
  }

  /** Ends every login, also those that are under way. */
  async dispose(): Promise<void> {
    this.#disposed = true;
    await Promise.all([...this.#entries.keys()].map((collectionId) => this.#end(collectionId)));
  }

  async #read(collectionId: string, ref: string): Promise<InventoryDetails> {
    const [type = '', id = ''] = [ref.slice(0, ref.indexOf(':')), ref.slice(ref.indexOf(':') + 1)];
    const { paths, sections } = RECIPES[type] ?? ENTITY;
    const managedType = type === 'Template' ? 'VirtualMachine' : type;
    const { values, missing } = await this.#ask(collectionId, (source) => source.read(managedType, id, paths));
    const byPath = new Map<string, DecodedValue>();
    for (const [index, path] of paths.entries()) {
      const value = values[index];
      if (value !== undefined) byPath.set(path, value);
    }
    return { readAt: Date.now(), sections: sections(byPath), missing: [...missing] };
  }

  /** Asks once more with a new login when the old one turns out to be over. */
  async #ask<T>(collectionId: string, question: (source: DetailSource) => Promise<T>): Promise<T> {
    const fresh = !this.#entries.has(collectionId);
    try {
      return await this.#use(collectionId, question);
    } catch (error) {
      if (fresh || !isOver(error)) throw gone(error);
      await this.#end(collectionId);
      return this.#use(collectionId, question);
    }
  }

  async #use<T>(collectionId: string, question: (source: DetailSource) => Promise<T>): Promise<T> {
    if (this.#disposed) throw closing();
    const entry = this.#entries.get(collectionId) ?? this.#open(collectionId);
    clearTimeout(entry.idle);
    entry.users += 1;
    try {
      return await question(await entry.source);
    } finally {
      entry.users -= 1;
      if (entry.users === 0 && this.#entries.get(collectionId) === entry) {
        entry.idle = setTimeout(() => void this.#end(collectionId), this.#options.idleMs ?? IDLE_MS);
        entry.idle.unref();
      }
    }
  }

  #open(collectionId: string): Entry {
    const entry: Entry = { source: this.#options.open(collectionId), users: 0, idle: undefined };
    this.#entries.set(collectionId, entry);
    // A login that failed is not kept: the next question tries again.
    entry.source.catch(() => {
      if (this.#entries.get(collectionId) === entry) this.#entries.delete(collectionId);
    });
    return entry;
  }

  async #end(collectionId: string): Promise<void> {
    const entry = this.#entries.get(collectionId);
    this.#entries.delete(collectionId);
    clearTimeout(entry?.idle);
    const source = await entry?.source.catch(() => undefined);
    await source?.close();
  }
}

/** Whether the session or its connection ended while nobody used it. */
function isOver(error: unknown): boolean {
  return error instanceof HeapsphereError && (error.code === 'not-authenticated' || error.code === 'cannot-connect');
}

/** Says what it means when vCenter does not know an object. */
function gone(error: unknown): unknown {
  if (!(error instanceof HeapsphereError) || error.data.fault !== 'ManagedObjectNotFound') return error;
  return new HeapsphereError(
    {
      ...error.data,
      message: 'vCenter does not have this object any more.',
      action: 'Collect again to see what there is now.',
    },
    { cause: error },
  );
}

function closing(): HeapsphereError {
  return new HeapsphereError({
    code: 'cancelled',
    message: 'Heapsphere is closing and reads nothing new.',
    action: 'Start it again.',
  });
}
