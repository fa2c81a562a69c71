import { HeapsphereError } from '../../shared/errors.ts';
import { branchIdOf } from '../../shared/hierarchy-kinds.ts';
import type { HierarchyBranch, HierarchyEvent, HierarchyNode, LoadReason } from '../../shared/hierarchy-view.ts';
import type { BranchCache } from '../cache/branch-cache.ts';
import { type Branch, type BranchPlace, freshMsOf, isFresh, type LoadedBranch } from './branch.ts';
import { changesBetween } from './branch-diff.ts';
import type { BranchMemory } from './branch-memory.ts';
import type { BranchSource } from './branch-source.ts';
import { branchForWindow, shownTemplates } from './branch-view.ts';
import type { TemplateDetails } from './read-templates.ts';
import type { HeardChanges } from './recent-changes.ts';
import { RecentChanges } from './recent-changes.ts';
import { knownDetails, withDetails } from './template-details.ts';
import { TemplateLanes } from './template-lanes.ts';

/** Nobody waits longer for the details of templates. */
const TEMPLATE_TIMEOUT_MS = 10_000;

export interface HierarchyLoaderOptions {
  readonly source: Pick<BranchSource, 'branch' | 'templates'>;
  /** Undefined when the program runs without one. */
  readonly cache: Pick<BranchCache, 'read' | 'write'> | undefined;
  readonly memory: BranchMemory;
  readonly onEvent: (event: Omit<HierarchyEvent, 'tree'>) => void;
  /** A branch came from there. */
  readonly onRead: (from: 'vcenter' | 'cache') => void;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  readonly templateTimeoutMs?: number;
}

/**
 * The branches of one vCenter's tree. Each is read when it is opened and not before: out of memory or the cache while it is
 * fresh, else from vCenter, by one request at a time however many ask for it. When vCenter cannot be asked, what was
 * known before is shown with its age and the reason.
 */
export class HierarchyLoader {
  readonly #options: HierarchyLoaderOptions;
  readonly #opening = new Map<string, Promise<LoadedBranch>>();
  readonly #asking = new Map<string, Promise<LoadedBranch>>();
  readonly #lanes: TemplateLanes;
  readonly #changes = new RecentChanges();

  constructor(options: HierarchyLoaderOptions) {
    this.#options = options;
    this.#lanes = new TemplateLanes({
      read: (refs, signal) => options.source.templates(refs, signal),
      timeoutMs: options.templateTimeoutMs ?? TEMPLATE_TIMEOUT_MS,
      onChange: (id, details) => this.#addDetails(id, details),
    });
  }

  /** What lies below a node. Rejects when vCenter cannot say and nothing is known. */
  async open(place: BranchPlace): Promise<HierarchyBranch> {
    const id = idOf(place);
    return this.#view(id, this.#fresh(id) ?? (await once(this.#opening, id, () => this.#open(place, id))));
  }

  /** The same, as vCenter says it now. */
  async reload(place: BranchPlace, reason: LoadReason = 'forced'): Promise<HierarchyBranch> {
    const id = idOf(place);
    return this.#view(id, await this.#ask(place, id, reason));
  }

  /** The same with more templates, whose details are read in the slow lane. */
  async more(place: BranchPlace): Promise<HierarchyBranch> {
    const id = idOf(place);
    const before = await this.open(place);
    if (before.templates.shown < before.templates.total) this.#lanes.showMore(id);
    const loaded = this.#options.memory.get(id);
    if (loaded) {
      const shown = shownTemplates(loaded.branch.nodes, this.#lanes.stateOf(id).limit);
      this.#readTemplates(
        id,
        shown.filter(({ guest, modified }) => guest === undefined && modified === undefined),
      );
    }
    return loaded ? this.#view(id, loaded) : this.open(place);
  }

  /** Reads again what is in memory, one branch after the other. Events tell what changed, and what failed. */
  async sync(): Promise<void> {
    for (const { place } of [...this.#options.memory.all()].map(([, loaded]) => loaded)) {
      await this.#ask(place, idOf(place), 'sync').catch(() => {});
    }
  }

  /** What vCenter has told of its objects: branches that say something else are not fresh any more. */
  note(changes: HeardChanges): void {
    this.#changes.note(changes, this.#options.now());
  }

  /** Reads the branches again that windows show and that say something else than vCenter did, one after the other. */
  async catchUp(): Promise<void> {
    for (const { place } of this.#options.memory.held) {
      const id = idOf(place);
      const known = this.#options.memory.get(id);
      if (known && this.#changes.contradicts(known)) await this.#ask(place, id, 'sync').catch(() => {});
    }
  }

  #fresh(id: string): LoadedBranch | undefined {
    const known = this.#options.memory.get(id);
    return known && this.#isFresh(known) ? known : undefined;
  }

  #isFresh(known: Pick<LoadedBranch, 'place' | 'branch'>): boolean {
    return isFresh(known.branch, this.#options.now()) && !this.#changes.contradicts(known);
  }

  async #open(place: BranchPlace, id: string): Promise<LoadedBranch> {
    const { cache, memory, onRead } = this.#options;
    const known = memory.get(id);
    const cached = known ? undefined : await cache?.read(id);
    if (!cached || !this.#isFresh({ place, branch: cached })) return this.#ask(place, id, 'opened');
    onRead('cache');
    const loaded: LoadedBranch = { place, branch: cached, origin: 'cache' };
    memory.put(id, loaded);
    return loaded;
  }

  #ask(place: BranchPlace, id: string, reason: LoadReason): Promise<LoadedBranch> {
    return once(this.#asking, id, async () => {
      const { source, memory, now, onEvent } = this.#options;
      const at = now();
      onEvent({ ...place, kind: 'started', reason, at });
      try {
        const { nodes, missing } = await source.branch(place);
        const before = await this.#before(place, id);
        const kept = withDetails(nodes, before ? knownDetails(before.branch.nodes) : []);
        const branch: Branch = { nodes: kept, missing, loadedAt: at, freshUntil: at + freshMsOf(nodes) };
        const loaded: LoadedBranch = { place, branch, origin: 'vcenter' };
        await this.#keep(id, loaded);
        this.#options.onRead('vcenter');
        const changes = before ? { changes: changesBetween(before.branch.nodes, nodes) } : {};
        onEvent({ ...place, kind: 'completed', reason, at: now(), durationMs: now() - at, ...changes });
        this.#readTemplates(id, shownTemplates(nodes, this.#lanes.stateOf(id).limit));
        return loaded;
      } catch (error) {
        const problem = HeapsphereError.dataOf(error);
        onEvent({ ...place, kind: 'failed', reason, at: now(), durationMs: now() - at, error: problem });
        const before = await this.#before(place, id);
        if (!before) throw error;
        const stale: LoadedBranch = { ...before, problem };
        memory.put(id, stale);
        return stale;
      }
    });
  }

  /** What was known of a branch, however old. */
  async #before(place: BranchPlace, id: string): Promise<LoadedBranch | undefined> {
    const { memory, cache } = this.#options;
    const known = memory.get(id);
    if (known) return known;
    const cached = await cache?.read(id);
    return cached && { place, branch: cached, origin: 'cache' };
  }

  async #keep(id: string, loaded: LoadedBranch): Promise<void> {
    this.#options.memory.put(id, loaded);
    await this.#options.cache?.write(id, loaded.branch);
  }

  #readTemplates(id: string, templates: readonly HierarchyNode[]): void {
    void this.#lanes.read(
      id,
      templates.map(({ ref }) => ref),
    );
  }

  async #addDetails(id: string, details: readonly TemplateDetails[]): Promise<void> {
    const { memory, now, onEvent } = this.#options;
    const loaded = memory.get(id);
    // Reclaimed meanwhile: nobody shows it, and nobody waits for the details.
    if (!loaded) return;
    if (details.length > 0) {
      const { branch } = loaded;
      await this.#keep(id, { ...loaded, branch: { ...branch, nodes: withDetails(branch.nodes, details) } });
    }
    const { error } = this.#lanes.stateOf(id);
    const kind = details.length > 0 ? 'completed' : 'failed';
    onEvent({ ...loaded.place, kind, reason: 'templates', at: now(), ...(error ? { error } : {}) });
  }

  #view(id: string, loaded: LoadedBranch): HierarchyBranch {
    return branchForWindow(loaded, this.#lanes.stateOf(id));
  }
}

function idOf({ view, ref }: BranchPlace): string {
  return branchIdOf(view, ref);
}

/** One piece of work for a key at a time; who comes meanwhile waits for the same. */
function once<T>(flights: Map<string, Promise<T>>, key: string, work: () => Promise<T>): Promise<T> {
  const flying = flights.get(key);
  if (flying) return flying;
  const flight = work().finally(() => flights.delete(key));
  flights.set(key, flight);
  return flight;
}
