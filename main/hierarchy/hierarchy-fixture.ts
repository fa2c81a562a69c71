import type { HierarchyNode } from '../../shared/hierarchy-view.ts';
import type { BranchContent, BranchPlace } from './branch.ts';
import type { TemplateDetails } from './read-templates.ts';

export function node(ref: string, change: Partial<HierarchyNode> = {}): HierarchyNode {
  return { ref, name: ref.replace(/^.*:/, ''), kind: 'VirtualMachine', state: 'on', ...change };
}

/** A vCenter of a few branches that counts what it is asked. */
export class FakeSource {
  readonly asked: string[] = [];
  readonly contents = new Map<string, readonly HierarchyNode[]>();
  failure: Error | undefined;
  /** Answers wait for this. */
  gate: Promise<void> = Promise.resolve();
  templateGate: Promise<void> = Promise.resolve();

  async branch({ ref }: BranchPlace): Promise<BranchContent> {
    this.asked.push(ref);
    await this.gate;
    if (this.failure) throw this.failure;
    return { nodes: this.contents.get(ref) ?? [], missing: [] };
  }

  async templates(refs: readonly string[], signal: AbortSignal): Promise<readonly TemplateDetails[]> {
    this.asked.push(`templates ${refs.length}`);
    const aborted = new Promise<never>((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
    await Promise.race([this.templateGate, aborted]);
    if (this.failure) throw this.failure;
    return refs.map((ref) => ({ ref, guest: `guest of ${ref}` }));
  }
}
