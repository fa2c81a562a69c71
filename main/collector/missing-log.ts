import type { MissingReport, ResourceType } from '../../shared/inventory.ts';

const EXAMPLES = 5;
/** Distinct causes kept; a server inventing paths must not grow the log. */
const MAX_CAUSES = 500;

/** Adds up what did not arrive, by kind, path and cause, with a few of the objects as examples. */
export class MissingLog {
  readonly #reports = new Map<string, MissingReport & { count: number; refs: string[] }>();

  /** @param ref the object concerned; left out when a path is missing of every object */
  add(type: ResourceType, path: string, reason: string, ref?: string): void {
    const key = `${type}\n${path}\n${reason}`;
    let report = this.#reports.get(key);
    if (!report) {
      if (this.#reports.size >= MAX_CAUSES) return;
      report = { type, path, reason, count: 0, refs: [] };
      this.#reports.set(key, report);
    }
    report.count += 1;
    if (ref !== undefined && report.refs.length < EXAMPLES) report.refs.push(ref);
  }

  /** Takes over what was missing when the rows were collected before. */
  addReport({ type, path, reason, count, refs }: MissingReport): void {
    if (this.#reports.size < MAX_CAUSES) {
      this.#reports.set(`${type}\n${path}\n${reason}`, { type, path, reason, count, refs: refs.slice(0, EXAMPLES) });
    }
  }

  /** Of one kind, or of all. */
  reports(type?: ResourceType): MissingReport[] {
    const reports = [...this.#reports.values()];
    return type === undefined ? reports : reports.filter((report) => report.type === type);
  }
}
