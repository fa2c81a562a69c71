import type { HierarchyBranch, MissingValues } from '../../shared/hierarchy-view.ts';
import { formatAgo, formatCount } from '../../shared/units.ts';

export interface BranchChanges {
  readonly added: number;
  readonly removed: number;
  readonly changed: number;
}

/** How old a branch is and where it came from: "read 3 min ago", "from the cache, read 2 h ago". */
export function ageText({ loadedAt, origin }: Pick<HierarchyBranch, 'loadedAt' | 'origin'>, now: number): string {
  const ago = formatAgo(loadedAt, now);
  return origin === 'cache' ? `from the cache, read ${ago}` : `read ${ago}`;
}

/** Why a branch is older than it should be; undefined when it could be read. */
export function problemText({ problem, loadedAt }: HierarchyBranch, now: number): string | undefined {
  return problem && `As of ${formatAgo(loadedAt, now)}: ${problem.message}`;
}

/** What the server did not tell of the nodes of a branch; undefined when it told all. */
export function missingText(missing: readonly MissingValues[]): string | undefined {
  if (missing.length === 0) return undefined;
  const causes = missing.map(({ path, reason, count }) => `${path} of ${formatCount(count)} (${reason})`);
  return `Not readable: ${causes.join(', ')}`;
}

/** How many templates are shown of how many, and how their details stand. */
export function templatesText({ templates }: Pick<HierarchyBranch, 'templates'>): string | undefined {
  const { total, shown, lane, error } = templates;
  if (total === 0) return undefined;
  const count = shown < total ? `${formatCount(shown)} of ${formatCount(total)} templates shown` : undefined;
  const details = {
    none: undefined,
    ready: undefined,
    waiting: 'details follow',
    reading: 'reading details…',
    late: 'details took too long',
    failed: `no details: ${error?.message ?? 'they could not be read'}`,
  }[lane];
  const parts = [count, details].filter((part) => part !== undefined);
  return parts.length === 0 ? undefined : parts.join(' · ');
}
