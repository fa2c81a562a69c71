import { describe, expect, it } from 'vitest';
import { findEntity, parentOf, ROOT_FOLDER } from './ancestry.ts';
import { childrenOf, descendantsOf, isContainer } from './containment.ts';
import { ALL_KINDS, type Entity, type Kind, parseId, reference } from './kinds.ts';
import { planEstate } from './shape.ts';

const key = (entity: Entity): string => `${entity.kind} ${entity.index}`;

describe.each([1, 2, 37, 100, 1_234, 12_000])('an estate of %i virtual machines', (vms) => {
  const estate = planEstate(vms, 7);

  it('has every object exactly once below the root folder, whichever way one looks', () => {
    const walked = new Set<string>();
    const walk = (container: Entity): void => {
      for (const child of childrenOf(estate, container)) {
        const known = walked.has(key(child));
        walked.add(key(child));
        if (!known && isContainer(child.kind)) walk(child);
      }
    };
    walk(ROOT_FOLDER);
    const listed = [...descendantsOf(estate, ROOT_FOLDER, new Set(ALL_KINDS))].map(key);
    expect(new Set(listed).size).toBe(listed.length);
    expect([...walked].sort()).toEqual([...listed].sort());
    expect(listed.length).toBe(Object.values(estate.counts).reduce((sum, count) => sum + count, 0) - 1);
  });

  it('finds the same descendants by filtering as by walking, for containers of every kind', () => {
    const containers = ALL_KINDS.filter(isContainer).flatMap((kind): Entity[] => {
      const last = estate.counts[kind] - 1;
      return last < 0
        ? []
        : [
            { kind, index: 0 },
            { kind, index: last },
            { kind, index: last >> 1 },
          ];
    });
    for (const container of containers) {
      const walked = new Set<string>();
      const walk = (entity: Entity): void => {
        for (const child of childrenOf(estate, entity)) {
          walked.add(key(child));
          if (isContainer(child.kind)) walk(child);
        }
      };
      walk(container);
      const filtered = [...descendantsOf(estate, container, new Set(ALL_KINDS))].map(key).sort();
      expect(filtered, key(container)).toEqual([...walked].sort());
    }
  });

  it('gives every object a parent that lists it, except the root and machines inside a vApp', () => {
    for (const entity of descendantsOf(
      estate,
      ROOT_FOLDER,
      new Set<Kind>(ALL_KINDS.filter((kind) => kind !== 'machine')),
    )) {
      const parent = parentOf(estate, entity);
      expect(parent, key(entity)).toBeDefined();
      if (parent) expect([...childrenOf(estate, parent)].map(key)).toContain(key(entity));
    }
  });

  it('has at least one of every kind and the number of templates it promises', () => {
    for (const kind of ALL_KINDS) expect(estate.counts[kind], kind).toBeGreaterThan(0);
    expect(estate.counts.machine).toBe(vms + Math.max(2, Math.round(vms / 100)));
  });
});

describe('managed object ids', () => {
  const estate = planEstate(100, 1);

  it('are computed both ways', () => {
    for (const kind of ALL_KINDS) expect(parseId(reference(kind, 41).id)).toEqual({ kind, index: 41 });
  });

  it.each([
    '',
    'vm-',
    'vm-01001',
    'vm-1',
    'vm-1000',
    'vm-999999999',
    'domain-x1',
    'VM-1001',
    'vm-1001 ',
    'group-d0',
    'constructor',
  ])('refuses %j', (id) => {
    expect(findEntity(estate, id)).toBeUndefined();
  });
});
