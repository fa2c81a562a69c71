import type { HierarchyNode } from '../../shared/hierarchy-view.ts';
import type { TemplateDetails } from './read-templates.ts';

/** Nodes with the details of those templates that are among them. */
export function withDetails(
  nodes: readonly HierarchyNode[],
  details: readonly TemplateDetails[],
): readonly HierarchyNode[] {
  const byRef = new Map(details.map((each) => [each.ref, each]));
  return nodes.map((node) => {
    const found = node.kind === 'Template' ? byRef.get(node.ref) : undefined;
    return found ? { ...node, ...found } : node;
  });
}

/** What an earlier reading of a branch knew of its templates: good until the slow lane has read them again. */
export function knownDetails(nodes: readonly HierarchyNode[]): TemplateDetails[] {
  return nodes.flatMap(({ ref, guest, modified }) =>
    guest === undefined && modified === undefined
      ? []
      : [{ ref, ...(guest === undefined ? {} : { guest }), ...(modified === undefined ? {} : { modified }) }],
  );
}
