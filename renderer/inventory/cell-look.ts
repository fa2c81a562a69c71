import { visibleText } from '../../shared/visible-text.ts';
import type { NameOf } from './cell-text.ts';
import { cellText } from './cell-text.ts';
import type { StoredCell } from './column-storage.ts';
import type { TableColumn } from './columns.ts';

type StateTone = 'good' | 'warning' | 'bad' | 'off';

/** States that an operator scans for by colour; all others are plain text. */
const STATE_TONES: Readonly<Record<string, StateTone>> = {
  poweredOn: 'good',
  poweredOff: 'off',
  suspended: 'warning',
  standBy: 'warning',
  green: 'good',
  yellow: 'warning',
  red: 'bad',
  gray: 'off',
  connected: 'good',
  disconnected: 'warning',
  notResponding: 'bad',
  inaccessible: 'bad',
  orphaned: 'bad',
  invalid: 'bad',
  guestToolsRunning: 'good',
  guestToolsNotRunning: 'off',
};

const STATE = ' hs-state';
/** Width of the dot before a state and of the space behind it; the style sheet draws it. */
const DOT_PIXELS = 14;

/** How a cell is drawn: one element with a text and a class, since a screen holds more than a thousand of them. */
export interface CellLook {
  readonly text: string;
  readonly className: string;
  /** Pixels before the text, which a dot takes. */
  readonly indent: number;
  /** What a screen reader says instead of a dash. */
  readonly label: string | undefined;
}

const UNSET: CellLook = { text: '–', className: ' hs-unset', indent: 0, label: 'not set' };

function toneClass(cell: StoredCell, column: TableColumn): string {
  if (column.attribute?.kind === 'enum' && typeof cell === 'string') {
    const tone = STATE_TONES[cell];
    return tone === undefined ? '' : `${STATE} hs-state-${tone}`;
  }
  const summed = column.attribute === undefined || column.attribute.kind === 'data';
  return cell === false || summed ? ' hs-quiet' : '';
}

/** Text and classes of a cell: a coloured dot before states, a quiet dash for what vCenter did not send. */
export function cellLook(cell: StoredCell, column: TableColumn, nameOf: NameOf): CellLook {
  if (cell === null) return UNSET;
  const className = toneClass(cell, column);
  return {
    text: visibleText(cellText(cell, column.attribute, nameOf)),
    className,
    indent: className.startsWith(STATE) ? DOT_PIXELS : 0,
    label: undefined,
  };
}
