import type { Reference } from '../estate/kinds.ts';
import { ANY, type Audience, type Fragment, type Leaf, type Property } from './property.ts';
import { escapeText } from './xml-text.ts';

interface LeafType {
  /** xsi:type of a single value. */
  readonly name: string;
  /** Element of an ArrayOf... wrapper; the wrapper is named after it. */
  readonly item: string;
}

const LEAF_TYPES: Readonly<Record<string, LeafType>> = {
  s: { name: 'xsd:string', item: 'string' },
  i: { name: 'xsd:int', item: 'int' },
  l: { name: 'xsd:long', item: 'long' },
  f: { name: 'xsd:float', item: 'float' },
  b: { name: 'xsd:boolean', item: 'boolean' },
  t: { name: 'xsd:dateTime', item: 'dateTime' },
  y: { name: 'xsd:base64Binary', item: 'base64Binary' },
  r: { name: 'ManagedObjectReference', item: 'ManagedObjectReference' },
  x: { name: 'xsd:anyType', item: 'anyType' },
};

/**
 * Enumerations travel under their own names; the type catalogue only knows them as strings.
 * Keys are field names, or Type.field where a name has several meanings.
 */
const ENUM_NAMES: Readonly<Record<string, string>> = {
  overallStatus: 'ManagedEntityStatus',
  configStatus: 'ManagedEntityStatus',
  guestHeartbeatStatus: 'ManagedEntityStatus',
  'VirtualMachineRuntimeInfo.powerState': 'VirtualMachinePowerState',
  'VirtualMachineRuntimeInfo.connectionState': 'VirtualMachineConnectionState',
  'VirtualMachineRuntimeInfo.faultToleranceState': 'VirtualMachineFaultToleranceState',
  'HostRuntimeInfo.powerState': 'HostSystemPowerState',
  'HostRuntimeInfo.connectionState': 'HostSystemConnectionState',
  'SharesInfo.level': 'SharesLevel',
  'LatencySensitivity.level': 'LatencySensitivitySensitivityLevel',
  'ClusterDrsConfigInfo.defaultVmBehavior': 'DrsBehavior',
  'VirtualAppSummary.vAppState': 'VirtualAppVAppState',
  'HostConfigInfo.lockdownMode': 'HostLockdownMode',
};

const isReference = (value: Leaf): value is Reference => typeof value === 'object';

/** The content of an element that holds one value. */
export function leafText(value: Leaf): string {
  if (typeof value === 'string') return escapeText(value);
  return isReference(value) ? value.id : String(value);
}

/** Attributes of an element that holds one value of a code at a place that takes any type. */
function typedAttributes(code: string, value: Leaf, name: string): string {
  if (isReference(value)) return ` type="${value.type}" xsi:type="ManagedObjectReference"`;
  return ` xsi:type="${code === ANY ? nameOfAny(value) : name}"`;
}

function nameOfAny(value: Leaf): string {
  if (typeof value === 'string') return 'xsd:string';
  if (typeof value === 'boolean') return 'xsd:boolean';
  return typeof value === 'number' && Math.abs(value) > 0x7fff_ffff ? 'xsd:long' : 'xsd:int';
}

type LeafValue = Leaf | readonly Leaf[];
const isList = (value: LeafValue): value is readonly Leaf[] => Array.isArray(value);

/** A value, or a list of values, of a simple type. */
export class LeafProperty<T> implements Property<T> {
  readonly #code: string;
  readonly #name: string;
  readonly #value: LeafValue | ((facts: T) => LeafValue | undefined);

  /** `code` is the leaf code that the type catalogue declares for field `field` of type `owner`. */
  constructor(owner: string, field: string, code: string, value: LeafValue | ((facts: T) => LeafValue | undefined)) {
    this.#code = code;
    this.#name = ENUM_NAMES[`${owner}.${field}`] ?? ENUM_NAMES[field] ?? LEAF_TYPES[code]?.name ?? 'xsd:string';
    this.#value = value;
  }

  compile(tag: string, declared: string, _audience: Audience): Fragment<T> {
    const write = this.#writer(tag, declared === ANY);
    const value = this.#value;
    if (typeof value !== 'function') return write(value);
    return (facts) => {
      const found = value(facts);
      return found === undefined ? '' : write(found);
    };
  }

  #writer(tag: string, typed: boolean): (value: LeafValue) => string {
    const code = this.#code;
    const name = this.#name;
    const item = LEAF_TYPES[code]?.item ?? 'string';
    const open = typed ? `<${tag} xsi:type="${name}">` : `<${tag}>`;
    const close = `</${tag}>`;
    const element = (value: Leaf, inArray: boolean): string => {
      if (isReference(value)) {
        return `<${tag}${typed && !inArray ? typedAttributes(code, value, name) : ` type="${value.type}"`}>${value.id}${close}`;
      }
      if (code === ANY) return `<${tag}${typedAttributes(code, value, name)}>${leafText(value)}${close}`;
      return open + leafText(value) + close;
    };
    return (value) => {
      if (!isList(value)) return element(value, false);
      if (!typed) return value.map((one) => element(one, true)).join('');
      const items = value.map((one) =>
        isReference(one)
          ? `<${item} type="${one.type}" xsi:type="ManagedObjectReference">${one.id}</${item}>`
          : `<${item}>${leafText(one)}</${item}>`,
      );
      return `<${tag} xsi:type="ArrayOf${item[0]?.toUpperCase()}${item.slice(1)}">${items.join('')}${close}`;
    };
  }

  child(): undefined {
    return undefined;
  }

  references(facts: T): readonly Reference[] {
    const value = typeof this.#value === 'function' ? this.#value(facts) : this.#value;
    if (value === undefined) return [];
    return (isList(value) ? value : [value]).filter(isReference);
  }
}
