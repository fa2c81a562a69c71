import { parentOf } from '../estate/ancestry.ts';
import { Dice } from '../estate/dice.ts';
import { ALL_KINDS, type Kind, type Reference, reference } from '../estate/kinds.ts';
import type { Estate } from '../estate/shape.ts';
import { type Definitions, list } from '../model/data-object.ts';

/** Questions every object answers; those of a kind start at 100. */
const QUESTION = { status: 90, alarm: 91 } as const;

/** What is known of any object: its place and its dice. Everything else is computed from them when it is asked for. */
export class EntityFacts {
  readonly estate: Estate;
  readonly kind: Kind;
  readonly index: number;
  readonly dice: Dice;

  constructor(estate: Estate, kind: Kind, index: number) {
    this.estate = estate;
    this.kind = kind;
    this.index = index;
    this.dice = new Dice(estate.seed, 1000 + ALL_KINDS.indexOf(kind), index);
  }

  get self(): Reference {
    return reference(this.kind, this.index);
  }

  get parent(): Reference | undefined {
    const parent = parentOf(this.estate, this);
    return parent && reference(parent.kind, parent.index);
  }

  /** Gray is unknown, yellow and red follow alarms. */
  get overallStatus(): string {
    const roll = this.dice.below(QUESTION.status, 1000);
    if (roll < 900) return 'green';
    if (roll < 960) return 'gray';
    return roll < 988 ? 'yellow' : 'red';
  }
}

/** References to the objects of a kind. */
export function referencesTo(kind: Kind, indexes: Iterable<number>): readonly Reference[] {
  return Array.from(indexes, (index) => reference(kind, index));
}

/** The properties that every inventory object has. */
export function entityProperties<T extends EntityFacts>(name: (facts: T) => string): Definitions<T> {
  return {
    value: list('CustomFieldValue', []),
    availableField: list('CustomFieldDef', []),
    parent: (facts) => facts.parent,
    customValue: list('CustomFieldValue', []),
    overallStatus: (facts) => facts.overallStatus,
    configStatus: 'green',
    configIssue: list('Event', []),
    effectiveRole: [-1],
    permission: list('Permission', []),
    name,
    disabledMethod: [],
    recentTask: [],
    declaredAlarmState: list('AlarmState', []),
    triggeredAlarmState: list('AlarmState', []),
    alarmActionsEnabled: true,
    tag: list('Tag', []),
  };
}
