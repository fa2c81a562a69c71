import type { ErrorData } from '../../shared/errors.ts';
import { visibleText } from '../../shared/visible-text.ts';
import { missingText, problemText, templatesText } from './branch-note.ts';
import type { NoteRow } from './tree-rows.ts';

export interface NoteView {
  readonly text: string;
  /** What choosing the row does. */
  readonly action: string | undefined;
  readonly tone: 'quiet' | 'warning' | 'bad';
}

/** What a note says of its branch, and what can be done about it. `now` in milliseconds since the epoch. */
export function noteView({ note, state: { branch, error } }: NoteRow, now: number): NoteView {
  switch (note) {
    case 'loading':
      return { text: 'Reading…', action: undefined, tone: 'quiet' };
    case 'error':
      return { text: visibleText(error?.message ?? 'It could not be read.'), action: 'Retry', tone: 'bad' };
    case 'problem':
      return { text: visibleText((branch && problemText(branch, now)) ?? ''), action: 'Retry', tone: 'warning' };
    case 'missing':
      return { text: visibleText((branch && missingText(branch.missing)) ?? ''), action: undefined, tone: 'warning' };
    case 'empty':
      return { text: 'Nothing here', action: undefined, tone: 'quiet' };
    case 'templates':
      return {
        text: visibleText((branch && templatesText(branch)) ?? ''),
        action: templatesAction(branch),
        tone: 'quiet',
      };
  }
}

/** Why a branch, or the details of its templates, could not be read; undefined where nothing went wrong. */
export function problemOf({ note, state: { branch, error } }: NoteRow): ErrorData | undefined {
  switch (note) {
    case 'error':
      return error;
    case 'problem':
      return branch?.problem;
    case 'templates':
      return branch?.templates.lane === 'failed' ? branch.templates.error : undefined;
    default:
      return undefined;
  }
}

function templatesAction(branch: NoteRow['state']['branch']): string | undefined {
  if (!branch) return undefined;
  const { shown, total, lane } = branch.templates;
  if (shown < total) return 'Show more';
  return lane === 'late' || lane === 'failed' ? 'Retry' : undefined;
}
