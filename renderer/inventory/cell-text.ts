import type { Attribute } from '../../shared/essential-attributes.ts';
import { displayName } from '../../shared/inventory.ts';
import { formatBytes, formatCount, formatDuration, formatMegabytes, formatMegahertz } from '../../shared/units.ts';
import { VCENTER_PATH } from '../vcenters/vcenter-column.ts';
import type { StoredCell } from './column-storage.ts';

/** Resolves a reference to a name. */
export type NameOf = (ref: string) => string;

const ENUM_TEXTS: Readonly<Record<string, string>> = {
  poweredOn: 'On',
  poweredOff: 'Off',
  standBy: 'Standby',
  vsan: 'vSAN',
  guestToolsRunning: 'Running',
  guestToolsNotRunning: 'Not running',
  guestToolsExecutingScripts: 'Executing scripts',
  guestToolsNotInstalled: 'Not installed',
  guestToolsCurrent: 'Current',
  guestToolsUnmanaged: 'Unmanaged',
  guestToolsSupportedOld: 'Supported, old',
  guestToolsSupportedNew: 'Supported, new',
  guestToolsNeedUpgrade: 'Needs upgrade',
  guestToolsTooOld: 'Too old',
  guestToolsTooNew: 'Too new',
  guestToolsBlacklisted: 'Blocked',
};

/** API constants as words: "notResponding" -> "Not responding"; names in capitals such as "VMFS" stay. */
export function enumText(value: string): string {
  const known = ENUM_TEXTS[value];
  if (known !== undefined) return known;
  if (!/^[a-z]+([A-Z][a-z]+)*$/.test(value)) return value;
  const words = value.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function pad(value: number): string {
  return String(value).padStart(2, '0');
}

/** A moment in the operator's own time zone, to the minute: "2026-03-01 14:05". */
export function timeText(milliseconds: number): string {
  const moment = new Date(milliseconds);
  const day = `${moment.getFullYear()}-${pad(moment.getMonth() + 1)}-${pad(moment.getDate())}`;
  return `${day} ${pad(moment.getHours())}:${pad(moment.getMinutes())}`;
}

function numberText(value: number, attribute: Attribute): string {
  if (value === -1 && attribute.path.endsWith('.limit')) return 'Unlimited';
  switch (attribute.unit) {
    case 'bytes':
      return formatBytes(value);
    case 'MB':
      return formatMegabytes(value);
    case 'MHz':
      return formatMegahertz(value);
    case 's':
      return formatDuration(value);
    default:
      return formatCount(value);
  }
}

function textText(value: string, attribute: Attribute | undefined, nameOf: NameOf): string {
  switch (attribute?.kind) {
    case 'enum':
      // The name of a vCenter is no constant of the API.
      return attribute.path === VCENTER_PATH ? value : enumText(value);
    case 'ref':
      return nameOf(value);
    case 'integer':
      // Beyond 2^53: the digits as they came.
      return value;
    default:
      return attribute?.path === 'name' ? displayName(value) : value;
  }
}

/** What a cell says, in display units. Empty for an unset cell. */
export function cellText(cell: StoredCell, attribute: Attribute | undefined, nameOf: NameOf): string {
  if (cell === null) return '';
  if (typeof cell === 'boolean') return cell ? 'Yes' : 'No';
  if (typeof cell === 'string') return textText(cell, attribute, nameOf);
  if (typeof cell === 'object')
    return cell.map((item) => (attribute?.kind === 'refs' ? nameOf(item) : item)).join(', ');
  if (attribute === undefined) return formatCount(cell);
  return attribute.kind === 'time' ? timeText(cell) : numberText(cell, attribute);
}
