import type { CollectionState } from '../../../shared/contract.ts';
import type { ColumnBatch } from '../../../shared/inventory.ts';
import type { ExportFile } from '../export-file.ts';
import { anonymousBatch } from './anonymous-batch.ts';
import type { Pseudonyms } from './pseudonyms.ts';

/** An export whose rows carry pseudonyms, whatever its format. */
export class AnonymousFile implements ExportFile {
  readonly #file: ExportFile;
  readonly #pseudonyms: Pseudonyms;

  constructor(file: ExportFile, pseudonyms: Pseudonyms) {
    this.#file = file;
    this.#pseudonyms = pseudonyms;
  }

  get dropped(): ReadonlySet<string> {
    return this.#file.dropped;
  }

  write(batch: ColumnBatch, state: CollectionState): Promise<void> {
    return this.#file.write(anonymousBatch(batch, this.#pseudonyms), anonymousState(state, this.#pseudonyms));
  }

  finish(state: CollectionState, others: readonly CollectionState[] = []): Promise<void> {
    return this.#file.finish(
      anonymousState(state, this.#pseudonyms),
      others.map((other) => anonymousState(other, this.#pseudonyms)),
    );
  }

  discard(): Promise<void> {
    return this.#file.discard();
  }
}

/** What a file says of its collection, without server, account and vCenter; messages of errors may name them all. */
function anonymousState(state: CollectionState, pseudonyms: Pseudonyms): CollectionState {
  const { source, about, error } = state;
  return {
    ...state,
    source: {
      kind: source.kind,
      label: '',
      server: pseudonyms.of('name of vcenter', source.server),
      user: pseudonyms.of('name of user', source.user),
    },
    ...(about ? { about: { ...about, instanceUuid: pseudonyms.of('uuid', about.instanceUuid) } } : {}),
    ...(error ? { error: { code: error.code, message: 'Left out of an anonymised file.', action: '' } } : {}),
  };
}
