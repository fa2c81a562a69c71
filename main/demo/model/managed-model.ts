import { dataFields, type FieldTable, managedFields } from '../../../shared/vim-catalogue.ts';
import type { Reference } from '../estate/kinds.ts';
import { type Definitions, membersOf } from './data-object.ts';
import { isHiddenField } from './field-versions.ts';
import { ANY, type Audience, type Fragment, type Property, wrapFragment } from './property.ts';
import { escapeText } from './xml-text.ts';

/** One property of an object as it was asked for, ready to be written. */
export interface CompiledPath<T> {
  readonly path: string;
  /** Name of the property that the path starts in. */
  readonly top: string;
  /** The whole propSet element; '' when the property is unset. */
  readonly fragment: Fragment<T>;
}

/** The properties of one managed object type as functions of an object's facts. */
export class ManagedModel<T> {
  readonly type: string;
  readonly #properties: ReadonlyMap<string, Property<T>>;
  /** Compiled paths; bounded by the paths that exist. */
  readonly #compiled = new Map<string, CompiledPath<T>>();

  constructor(type: string, definitions: Definitions<T>) {
    this.type = type;
    this.#properties = new Map(
      membersOf(type, managedFields(type), definitions).map(({ declaration, property }) => [
        declaration.name,
        property,
      ]),
    );
  }

  /** Names of the properties that this estate ever sets. */
  get names(): readonly string[] {
    return [...this.#properties.keys()];
  }

  /** The property at a dotted path; undefined where this estate never sets it. */
  resolve(path: string): Property<T> | undefined {
    const [top = '', ...rest] = path.split('.');
    return rest.reduce<Property<T> | undefined>((property, name) => property?.child(name), this.#properties.get(top));
  }

  /** Compiles a path that isKnownPath has accepted. */
  compile(path: string, audience: Audience): CompiledPath<T> {
    const key = `${audience} ${path}`;
    let compiled = this.#compiled.get(key);
    if (!compiled) {
      const value = this.resolve(path)?.compile('val', ANY, audience) ?? '';
      const open = `<propSet><name>${escapeText(path)}</name>`;
      const top = path.split('.', 1)[0] ?? path;
      compiled = { path, top, fragment: value === '' ? '' : wrapSet(open, value) };
      this.#compiled.set(key, compiled);
    }
    return compiled;
  }

  references(path: string, facts: T): readonly Reference[] {
    return this.resolve(path)?.references(facts) ?? [];
  }
}

/** A propSet around a value, or nothing around nothing. */
function wrapSet<T>(open: string, value: Fragment<T>): Fragment<T> {
  if (typeof value === 'string') return wrapFragment(open, value, '</propSet>');
  return (facts) => {
    const xml = value(facts);
    return xml === '' ? '' : `${open}${xml}</propSet>`;
  };
}

const ENTITY_PROPERTIES = new Set([
  'value',
  'availableField',
  'parent',
  'customValue',
  'overallStatus',
  'configStatus',
  'configIssue',
  'effectiveRole',
  'permission',
  'name',
  'disabledMethod',
  'recentTask',
  'declaredAlarmState',
  'triggeredAlarmState',
  'alarmActionsEnabled',
  'tag',
]);
const EXTENSIBLE_PROPERTIES = new Set(['value', 'availableField']);

/**
 * Whether a managed object type declares a property path. Fields of subclasses do not count, nor does anything behind a list
 * or behind a property of any type: servers refuse these paths, however real the objects behind them are.
 */
export function isKnownPath(type: string, path: string, audience: Audience): boolean {
  const [top = '', ...rest] = path.split('.');
  let declaration = tableOf(type)?.get(top);
  if (type === 'ManagedEntity' && !ENTITY_PROPERTIES.has(top)) return false;
  if (type === 'ExtensibleManagedObject' && !EXTENSIBLE_PROPERTIES.has(top)) return false;
  for (const name of rest) {
    if (!declaration || declaration.array) return false;
    const owner = declaration.type;
    declaration = isHiddenField(owner, name, audience) ? undefined : dataFields(owner)?.get(name);
  }
  return declaration !== undefined;
}

function tableOf(type: string): FieldTable | undefined {
  return managedFields(type === 'ManagedEntity' || type === 'ExtensibleManagedObject' ? 'Folder' : type);
}
