import { HeapsphereError } from '../../../shared/errors.ts';
import { type Cell, type ColumnBatch, displayName } from '../../../shared/inventory.ts';

interface Candidate {
  readonly name: string;
  readonly id: string;
}

interface Slot {
  readonly variable: string;
  readonly type: ColumnBatch['type'];
  /** Column that holds the id; undefined takes the moId. */
  readonly idPath?: string;
  readonly preferred: RegExp;
}

/** Production first; for templates a current enterprise Linux. Without a match the first by name serves. */
const SLOTS: readonly Slot[] = [
  { variable: 'RESOURCE_POOL_ID', type: 'ResourcePool', preferred: /prod/i },
  { variable: 'DATASTORE_ID', type: 'Datastore', preferred: /prod/i },
  { variable: 'NETWORK_ID', type: 'Network', preferred: /prod/i },
  { variable: 'NETWORK_ID', type: 'DistributedVirtualPortgroup', preferred: /prod/i },
  { variable: 'TEMPLATE_UUID', type: 'Template', idPath: 'config.uuid', preferred: /rhel-?9/i },
];

export type PreferredNames = ReadonlyMap<string, RegExp>;

/**
 * Reads VARIABLE=PATTERN arguments: which names --terraform-env prefers. Patterns are regular expressions, in any case.
 * Throws `usage` for an unknown variable or a pattern that is none.
 */
export function parsePreferredNames(texts: readonly string[]): PreferredNames {
  const variables = [...new Set(SLOTS.map(({ variable }) => variable))];
  return new Map(
    texts.map((text): [string, RegExp] => {
      const at = text.indexOf('=');
      const variable = text.slice(0, Math.max(at, 0));
      const pattern = text.slice(at + 1);
      if (!variables.includes(variable) || pattern === '') {
        throw usage(`"${text}" is no VARIABLE=PATTERN.`, `Allowed variables: ${variables.join(', ')}.`);
      }
      try {
        return [variable, new RegExp(pattern, 'iu')];
      } catch (error) {
        const reason = error instanceof Error ? error.message : String(error);
        throw usage(`"${pattern}" is no regular expression: ${reason}.`, `Example: ${variable}=^prod-`);
      }
    }),
  );
}

function usage(problem: string, action: string): HeapsphereError {
  return new HeapsphereError({ code: 'usage', message: `--terraform-prefer: ${problem}`, action });
}

/** Picks one pool, datastore, network and template for provisioning, while the rows pass by. Keeps four candidates. */
export class TerraformEnvironment {
  readonly #best = new Map<string, Candidate & { readonly preferred: boolean }>();
  readonly #names: PreferredNames;

  /** @param names replace the patterns that are preferred without being asked for */
  constructor(names: PreferredNames = new Map()) {
    this.#names = names;
  }

  add(batch: ColumnBatch): void {
    for (const slot of SLOTS) {
      if (slot.type !== batch.type) continue;
      for (const [row, ref] of batch.refs.entries()) {
        const name = text(batch.columns.name?.[row]);
        const id = slot.idPath ? text(batch.columns[slot.idPath]?.[row]) : ref.slice(ref.indexOf(':') + 1);
        if (name !== '' && id !== '') this.#offer(slot, { name: displayName(name), id });
      }
    }
  }

  /** Lines of the form VARIABLE=value; what the estate does not have is a comment that says so. */
  lines(): string[] {
    return [...new Set(SLOTS.map(({ variable }) => variable))].map((variable) => {
      const best = this.#best.get(variable);
      return best
        ? `${variable}=${best.id} # ${best.name.replaceAll(/[\r\n]/g, ' ')}`
        : `# ${variable}: none in this estate`;
    });
  }

  #offer({ variable, preferred }: Slot, candidate: Candidate): void {
    const best = this.#best.get(variable);
    const matches = (this.#names.get(variable) ?? preferred).test(candidate.name);
    if (best && (best.preferred !== matches ? best.preferred : best.name <= candidate.name)) return;
    this.#best.set(variable, { ...candidate, preferred: matches });
  }
}

function text(cell: Cell | undefined): string {
  return typeof cell === 'string' ? cell : '';
}
