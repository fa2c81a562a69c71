import type { AttributeSelection } from '../../../shared/attribute-selection.ts';
import { cellAt } from '../../../shared/cell-at.ts';
import type { CollectionState } from '../../../shared/contract.ts';
import { HeapsphereError } from '../../../shared/errors.ts';
import {
  type Cell,
  type ColumnBatch,
  displayName,
  RESOURCE_TYPES,
  type ResourceType,
} from '../../../shared/inventory.ts';
import { formatCount } from '../../../shared/units.ts';
import { nameOfType } from './type-names.ts';

interface Candidate {
  readonly name: string;
  readonly id: string;
}

type Read = (path: string) => Cell;

interface Slot {
  readonly variable: string;
  readonly type: ResourceType;
  /** Property that holds the id; undefined takes the moId. */
  readonly idPath?: string;
  readonly preferred: RegExp;
  /** What has to hold, or nothing can be provisioned there. */
  readonly usable?: { readonly paths: readonly string[]; readonly holds: (read: Read) => boolean };
  /** What those are that cannot be used. */
  readonly unusable: string;
}

/** Production first; for templates a current enterprise Linux. Without a match the first by name serves. */
const SLOTS: readonly Slot[] = [
  { variable: 'RESOURCE_POOL_ID', type: 'ResourcePool', preferred: /prod/i, unusable: 'without a name' },
  {
    variable: 'DATASTORE_ID',
    type: 'Datastore',
    preferred: /prod/i,
    usable: {
      paths: ['summary.accessible', 'summary.maintenanceMode'],
      holds: (read) =>
        read('summary.accessible') === true && ['normal', null].includes(textOf(read('summary.maintenanceMode'))),
    },
    unusable: 'not accessible or in maintenance',
  },
  {
    variable: 'NETWORK_ID',
    type: 'Network',
    preferred: /prod/i,
    usable: { paths: ['summary.accessible'], holds: (read) => read('summary.accessible') !== false },
    unusable: 'not accessible, or uplinks of a switch',
  },
  {
    variable: 'NETWORK_ID',
    type: 'DistributedVirtualPortgroup',
    preferred: /prod/i,
    usable: { paths: ['config.uplink'], holds: (read) => read('config.uplink') !== true },
    unusable: 'not accessible, or uplinks of a switch',
  },
  {
    variable: 'TEMPLATE_UUID',
    type: 'Template',
    idPath: 'config.uuid',
    preferred: /rhel-?9/i,
    unusable: 'without a UUID',
  },
];

const VARIABLES = [...new Set(SLOTS.map(({ variable }) => variable))];

/** Kinds that it chooses from. */
export const TERRAFORM_TYPES: readonly ResourceType[] = RESOURCE_TYPES.filter((type) =>
  SLOTS.some((slot) => slot.type === type),
);

/** The selection, and with it what the choice needs. */
export function withTerraformAttributes(selection: AttributeSelection): AttributeSelection {
  const needed = TERRAFORM_TYPES.flatMap((type) => {
    const chosen = selection[type];
    if (chosen === undefined) return [];
    const paths = SLOTS.filter((slot) => slot.type === type).flatMap(pathsOf);
    return [[type, [...new Set([...chosen, ...paths])]] as const];
  });
  return { ...selection, ...Object.fromEntries(needed) };
}

function pathsOf({ idPath, usable }: Slot): readonly string[] {
  return [...(usable?.paths ?? []), ...(idPath === undefined ? [] : [idPath])];
}

export type PreferredNames = ReadonlyMap<string, RegExp>;

/**
 * Reads VARIABLE=PATTERN arguments: which names --terraform-env prefers. Patterns are regular expressions, in any case.
 * Throws `usage` for an unknown variable or a pattern that is none.
 */
export function parsePreferredNames(texts: readonly string[]): PreferredNames {
  return new Map(
    texts.map((text): [string, RegExp] => {
      const at = text.indexOf('=');
      const variable = text.slice(0, Math.max(at, 0));
      const pattern = text.slice(at + 1);
      if (!VARIABLES.includes(variable) || pattern === '') {
        throw usage(`"${text}" is no VARIABLE=PATTERN.`, `Allowed variables: ${VARIABLES.join(', ')}.`);
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

/** Throws `usage` where none of the kinds that are read is one that --terraform-env chooses from. */
export function checkTerraformTypes(types: readonly ResourceType[]): void {
  if (TERRAFORM_TYPES.some((type) => types.includes(type))) return;
  throw new HeapsphereError({
    code: 'usage',
    message: `--terraform-env chooses among kinds that --types leaves out: ${namesOf(TERRAFORM_TYPES)}.`,
    action: 'Add those that you need to --types, or leave it out.',
  });
}

/** What of an estate a collection was to read. */
interface AskedOf {
  readonly types: readonly ResourceType[];
  /** Names; none: all of them. */
  readonly datacenters: readonly string[];
}

/** Picks one pool, datastore, network and template for provisioning, while the rows pass by. Keeps four candidates. */
export class TerraformEnvironment {
  readonly #best = new Map<string, Candidate & { readonly preferred: boolean }>();
  readonly #leftOut = new Map<string, number>();
  readonly #names: PreferredNames;

  /** @param names replace the patterns that are preferred without being asked for */
  constructor(names: PreferredNames = new Map()) {
    this.#names = names;
  }

  add(batch: ColumnBatch): void {
    for (const slot of SLOTS) {
      if (slot.type !== batch.type) continue;
      for (const [row, ref] of batch.refs.entries()) {
        const read: Read = (path) => cellAt(batch, path, row);
        const name = textOf(read('name'));
        const id = slot.idPath ? textOf(read(slot.idPath)) : ref.slice(ref.indexOf(':') + 1);
        if (name && id && (slot.usable?.holds(read) ?? true)) this.#offer(slot, { name: displayName(name), id });
        else this.#leftOut.set(slot.variable, (this.#leftOut.get(slot.variable) ?? 0) + 1);
      }
    }
  }

  /**
   * Lines of the form VARIABLE=value; of one that has none, a comment that says why.
   * @param asked what was to be read
   */
  lines(state: Pick<CollectionState, 'finished' | 'missing'>, asked: AskedOf): string[] {
    return VARIABLES.map((variable) => {
      const best = this.#best.get(variable);
      return best
        ? `${variable}=${best.id} # ${best.name.replaceAll(/[\r\n]/g, ' ')}`
        : `# ${variable}: ${this.#whyNone(variable, state, asked)}`;
    });
  }

  /** "None" only where everything was read that could have been one. */
  #whyNone(
    variable: string,
    { finished, missing }: Pick<CollectionState, 'finished' | 'missing'>,
    { types, datacenters }: AskedOf,
  ): string {
    const slots = SLOTS.filter((slot) => slot.variable === variable);
    const unread = slots.map(({ type }) => type).filter((type) => !types.includes(type));
    if (unread.length > 0) return `not read, because --types leaves out ${namesOf(unread)}`;
    const isWhole = slots.every((slot) => {
      const needed = ['*', 'name', ...pathsOf(slot)];
      const isNeeded = (path: string) => needed.some((each) => each === path || each.startsWith(`${path}.`));
      return finished.includes(slot.type) && !missing.some(({ type, path }) => type === slot.type && isNeeded(path));
    });
    if (!isWhole) return 'not known, because not everything could be read; see what is missing';
    const where = datacenters.length > 0 ? 'in the chosen datacenters' : 'in this estate';
    const leftOut = this.#leftOut.get(variable) ?? 0;
    return leftOut === 0
      ? `none ${where}`
      : `none ${where} that can be used: ${formatCount(leftOut)} ${slots[0]?.unusable}`;
  }

  #offer({ variable, preferred }: Slot, candidate: Candidate): void {
    const best = this.#best.get(variable);
    const matches = (this.#names.get(variable) ?? preferred).test(candidate.name);
    if (best && (best.preferred !== matches ? best.preferred : best.name <= candidate.name)) return;
    this.#best.set(variable, { ...candidate, preferred: matches });
  }
}

function textOf(cell: Cell): string | null {
  return typeof cell === 'string' ? cell : null;
}

function namesOf(types: readonly ResourceType[]): string {
  return types.map(nameOfType).join(', ');
}
