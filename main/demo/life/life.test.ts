import { describe, expect, it } from 'vitest';
import { findEntity } from '../estate/ancestry.ts';
import { planEstate } from '../estate/shape.ts';
import { MachineFacts } from '../objects/machine-facts.ts';
import { Life } from './life.ts';

const lives = () => new Life(planEstate(300, 5));

describe('Life', () => {
  it('is the same for the same estate, and of every kind', () => {
    const [one, other] = [lives(), lives()];
    const events = Array.from({ length: 200 }, () => one.happen());
    expect(Array.from({ length: 200 }, () => other.happen())).toEqual(events);
    expect(new Set(events.map(({ kind }) => kind))).toEqual(new Set(['enter', 'modify', 'leave']));
  });

  it('shows in what is known of a machine', () => {
    const life = lives();
    const { estate } = life;
    for (let count = 0; count < 300; count += 1) {
      const before = new Map(
        Array.from({ length: 300 }, (_, index) => {
          const { name, powerState } = new MachineFacts(estate, index);
          return [index, { name, powerState }];
        }),
      );
      const { kind, machine, paths } = life.happen();
      expect(life.exists(machine), kind).toBe(kind !== 'leave');
      expect(findEntity(estate, `vm-${1001 + machine}`) !== undefined).toBe(kind !== 'leave');
      if (kind !== 'modify' || !before.has(machine)) continue;
      const now = new MachineFacts(estate, machine);
      if (paths.includes('name')) expect(now.name).not.toBe(before.get(machine)?.name);
      else expect(now.powerState).not.toBe(before.get(machine)?.powerState);
    }
  });

  it('puts what is made in the place of what it is a copy of', () => {
    const life = lives();
    const made = Array.from({ length: 200 }, () => life.happen()).filter(({ kind }) => kind === 'enter');
    for (const { machine, base } of made.filter((event) => life.exists(event.machine))) {
      const copy = new MachineFacts(life.estate, machine);
      expect(copy.place).toEqual(new MachineFacts(life.estate, base).place);
      expect(copy.self.id).toBe(`vm-${1001 + machine}`);
    }
  });

  it('forgets what happened long ago, and stays as small as it is', () => {
    const life = lives();
    for (let count = 0; count < 20_000; count += 1) life.happen();
    expect(life.count).toBe(20_000);
    expect(life.since(20_000)).toEqual([]);
    expect(life.since(19_990)).toHaveLength(10);
    expect(life.since(0)).toBeUndefined();
    expect(life.since(20_001)).toBeUndefined();
    expect([...life.created].length).toBeLessThanOrEqual(40);
    const there = Array.from({ length: 300 }, (_, index) => life.exists(index)).filter(Boolean).length;
    expect(there).toBeGreaterThanOrEqual(288);
  });
});
