import type { Attribute, AttributeKind } from '../../shared/essential-attributes.ts';
import type { ResourceType } from '../../shared/inventory.ts';
import { VCENTER_ATTRIBUTE, VCENTER_PATH } from '../vcenters/vcenter-column.ts';
import { knownAttributes } from './known-attributes.ts';

/** A column of the table on screen. */
export interface TableColumn {
  readonly path: string;
  readonly label: string;
  /** Absent for properties that only an unpruned collection brings. */
  readonly attribute: Attribute | undefined;
  /** Pixels. */
  readonly width: number;
  readonly alignRight: boolean;
}

const KIND_WIDTHS: Readonly<Record<AttributeKind, number>> = {
  text: 160,
  integer: 96,
  boolean: 80,
  time: 136,
  enum: 112,
  ref: 168,
  refs: 208,
  texts: 200,
  data: 280,
};

const NAME_WIDTH = 248;
const VCENTER_WIDTH = 200;
const EXTRA_WIDTH = 280;
/** Widths by the last field of a path, for texts whose length is known. */
const FIELD_WIDTHS: Readonly<Record<string, number>> = {
  uuid: 284,
  instanceUuid: 284,
  segmentId: 284,
  vmPathName: 320,
  url: 320,
  annotation: 280,
  guestFullName: 232,
  cpuModel: 304,
  model: 184,
  guestId: 168,
  ipAddress: 120,
  hostName: 200,
  version: 120,
  build: 96,
  changeVersion: 208,
};
/** Average width of a heading's letter, and what surrounds the heading, in pixels. */
const HEADING_LETTER = 6.8;
const HEADING_MARGIN = 40;

function widthOf(attribute: Attribute): number {
  if (attribute.path === 'name') return NAME_WIDTH;
  const field = attribute.path.slice(attribute.path.lastIndexOf('.') + 1);
  const content = FIELD_WIDTHS[field] ?? KIND_WIDTHS[attribute.kind];
  return Math.max(content, Math.ceil(attribute.label.length * HEADING_LETTER) + HEADING_MARGIN);
}

/** "layoutEx.file" -> "Layout ex file": a heading for a property that has none. */
export function headingOf(path: string): string {
  const words = path.replaceAll('.', ' ').replace(/([a-z])([A-Z])/g, (_, end: string, start: string) => {
    return `${end} ${start.toLowerCase()}`;
  });
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** The attributes worth a column: the parent last, and not the flag that divides VMs from templates. */
function shownAttributes(type: ResourceType): readonly Attribute[] {
  const shown = [...knownAttributes(type).values()].filter(({ path }) => path !== 'config.template');
  return [...shown.filter(({ path }) => path !== 'parent'), ...shown.filter(({ path }) => path === 'parent')];
}

const VCENTER_COLUMN: TableColumn = {
  path: VCENTER_PATH,
  label: VCENTER_ATTRIBUTE.label,
  attribute: VCENTER_ATTRIBUTE,
  width: VCENTER_WIDTH,
  alignRight: false,
};

/**
 * The columns of a kind, out of the paths that the collections brought: known attributes in their order, then the others.
 * @param several whether rows of several vCenters stand beside each other; a column after the name then says whose they are
 */
export function columnsOf(type: ResourceType, paths: readonly string[], several = false): readonly TableColumn[] {
  const [name, ...rest] = propertyColumns(type, paths);
  if (!several || name === undefined) return name === undefined ? [] : [name, ...rest];
  return [name, VCENTER_COLUMN, ...rest];
}

function propertyColumns(type: ResourceType, paths: readonly string[]): readonly TableColumn[] {
  const brought = new Set(paths);
  const known = shownAttributes(type)
    .filter(({ path }) => brought.has(path))
    .map((attribute) => ({
      path: attribute.path,
      label: attribute.label,
      attribute,
      width: widthOf(attribute),
      alignRight: attribute.kind === 'integer',
    }));
  const others = paths
    .filter((path) => path !== VCENTER_PATH && !knownAttributes(type).has(path))
    .map((path) => ({
      path,
      label: headingOf(path),
      attribute: undefined,
      width: EXTRA_WIDTH,
      alignRight: false,
    }));
  return [...known, ...others];
}
