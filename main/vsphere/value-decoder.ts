import { dataFields, type FieldDeclaration, type FieldTable, type LeafCode } from '../../shared/vim-catalogue.ts';
import { type DecodedValue, decodeLeaf } from './decoded-value.ts';
import { ownName } from './own-text.ts';

/** What an element's type says of how to read it. */
interface TypeShape {
  readonly kind: 'leaf' | 'object' | 'array' | 'unknown';
  readonly leaf: LeafCode;
  readonly fields: FieldTable | undefined;
  /** Fields by name, with their shapes, as far as any was met. */
  readonly met: Map<string, Field>;
  /** Declared type of the items of an ArrayOf... wrapper. */
  readonly item: string;
}

/** A field as its type declares it; a name that the type does not declare has neither declaration nor shape. */
interface Field {
  readonly declaration: FieldDeclaration | undefined;
  readonly shape: TypeShape | undefined;
}

const LEAF_NAMES: Readonly<Record<string, LeafCode>> = {
  string: 's',
  anyURI: 's',
  normalizedString: 's',
  token: 's',
  QName: 's',
  base64Binary: 'y',
  int: 'i',
  short: 'i',
  byte: 'i',
  integer: 'i',
  unsignedInt: 'i',
  unsignedShort: 'i',
  unsignedByte: 'i',
  long: 'l',
  unsignedLong: 'l',
  float: 'f',
  double: 'f',
  decimal: 'f',
  boolean: 'b',
  dateTime: 't',
  ManagedObjectReference: 'r',
};

/** Leaf code of an XML Schema type's local name, ManagedObjectReference or a catalogue code; undefined for anything else. */
export function leafCodeOf(type: string): LeafCode | undefined {
  return LEAF_NAMES[type] ?? (type.length === 1 && type !== 'x' ? (type as LeafCode) : undefined);
}

/** Declared type of the items of an ArrayOf... wrapper: ArrayOfInt holds xsd:int, ArrayOfVirtualDevice VirtualDevices. */
export function itemTypeOf(wrapper: string): string {
  const item = wrapper.slice('ArrayOf'.length);
  return leafCodeOf(item.charAt(0).toLowerCase() + item.slice(1)) ?? leafCodeOf(item) ?? item;
}

const shapes = new Map<string, TypeShape>();

/** Shape of a type by the name an xsi:type carries (without prefix), a data object's name or a catalogue code. */
function shapeOf(name: string): TypeShape {
  const known = shapes.get(name);
  if (known) return known;
  const type = ownName(name);
  let shape: TypeShape = { kind: 'unknown', leaf: 's', fields: undefined, met: new Map(), item: '' };
  const leaf = leafCodeOf(type);
  const fields = dataFields(type);
  if (leaf) shape = { ...shape, kind: 'leaf', leaf };
  else if (fields) shape = { ...shape, kind: 'object', fields };
  else if (type.startsWith('ArrayOf')) shape = { ...shape, kind: 'array', item: itemTypeOf(type) };
  // The names come from a server: remember what the API defines, not whatever is sent.
  if (shape.kind !== 'unknown' && shapes.size < 4096) shapes.set(type, shape);
  return shape;
}

const UNDECLARED: Field = { declaration: undefined, shape: undefined };

/** A field of a type; what the type does not declare is not remembered, since a server may invent names. */
function fieldOf(type: TypeShape, name: string): Field {
  const met = type.met.get(name);
  if (met) return met;
  const declaration = type.fields?.get(name);
  if (!declaration) return UNDECLARED;
  const field = { declaration, shape: shapeOf(declaration.type) };
  type.met.set(ownName(name), field);
  return field;
}

interface Frame {
  name: string;
  shape: TypeShape;
  /** The field this element is, as its parent's type declares it. */
  declaration: FieldDeclaration | undefined;
  referenceType: string | undefined;
  text: string;
  object: Record<string, DecodedValue> | undefined;
  array: DecodedValue[] | undefined;
}

const NO_SHAPE = shapeOf('');
/** Deeper than any vSphere data object; a guard against hostile nesting. */
const MAX_DEPTH = 128;

/**
 * Builds one typed value from the events of its element. Types come from xsi:type, else from the API's declarations;
 * what neither knows becomes text, or an object whose repeated children are arrays.
 */
export class ValueDecoder {
  readonly #frames: Frame[] = [];
  #depth = 0;

  get depth(): number {
    return this.#depth;
  }

  /**
   * An element opens. `xsiType` is the type's local name if the element has one, `referenceType` its plain `type`
   * attribute. Returns false when nesting is too deep.
   */
  open(name: string, xsiType: string | undefined, referenceType: string | undefined): boolean {
    if (this.#depth >= MAX_DEPTH) return false;
    const parent = this.#depth > 0 ? this.#frames[this.#depth - 1] : undefined;
    let declaration: FieldDeclaration | undefined;
    let declared: string | undefined;
    let shape: TypeShape | undefined;
    if (parent) {
      if (parent.shape.kind === 'array') declared = parent.shape.item;
      else {
        const field = fieldOf(parent.shape, name);
        declaration = field.declaration;
        declared = declaration?.type;
        shape = field.shape;
      }
    }
    if (xsiType !== undefined && xsiType !== declared) shape = shapeOf(xsiType);
    else if (shape === undefined) shape = declared === undefined ? NO_SHAPE : shapeOf(declared);
    const frame = this.#push();
    frame.name = name;
    frame.shape = shape;
    frame.declaration = declaration;
    frame.referenceType = referenceType;
    frame.text = '';
    frame.array = frame.shape.kind === 'array' ? [] : undefined;
    frame.object = frame.shape.kind === 'object' ? {} : undefined;
    // The concrete class of a polymorphic object (a VirtualDisk among devices) is part of its meaning.
    if (frame.object && parent && xsiType !== undefined && xsiType !== declared)
      frame.object._typeName = ownName(xsiType);
    return true;
  }

  text(text: string): void {
    const frame = this.#frames[this.#depth - 1];
    if (frame && !frame.array && !frame.object) frame.text += text;
  }

  /** The innermost element closes. Returns its value when it was the outermost one, else undefined. */
  close(): DecodedValue | undefined {
    const frame = this.#frames[this.#depth - 1];
    if (!frame) return undefined;
    this.#depth -= 1;
    const value = frame.object ?? frame.array ?? decodeLeaf(frame.shape.leaf, frame.text, frame.referenceType);
    frame.object = undefined;
    frame.array = undefined;
    const parent = this.#depth > 0 ? this.#frames[this.#depth - 1] : undefined;
    if (!parent) return value;
    if (value !== undefined) attach(parent, frame, value);
    return undefined;
  }

  reset(): void {
    this.#depth = 0;
  }

  /** Frames are reused: a large answer has millions of elements. */
  #push(): Frame {
    let frame = this.#frames[this.#depth];
    if (!frame) {
      frame = {
        name: '',
        shape: NO_SHAPE,
        declaration: undefined,
        referenceType: undefined,
        text: '',
        object: undefined,
        array: undefined,
      };
      this.#frames[this.#depth] = frame;
    }
    this.#depth += 1;
    return frame;
  }
}

function attach(parent: Frame, frame: Frame, value: DecodedValue): void {
  if (parent.array) {
    parent.array.push(value);
    return;
  }
  parent.object ??= {};
  const name = frame.name === '__proto__' ? '___proto__' : frame.name;
  const existing = parent.object[name];
  if (frame.declaration?.array) {
    if (existing === undefined) parent.object[name] = [value];
    else (existing as DecodedValue[]).push(value);
  } else if (existing === undefined) parent.object[name] = value;
  else if (Array.isArray(existing)) existing.push(value);
  else parent.object[name] = [existing, value];
}
