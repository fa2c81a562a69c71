import type { ReactNode } from 'react';
import { visibleText } from '../../shared/visible-text.ts';

/** A quiet note in the middle of an empty area, with what to do about it. */
export function EmptyState(props: { readonly title: string; readonly detail?: string; readonly children?: ReactNode }) {
  return (
    <div className="hs-empty">
      <p className="hs-empty-title">{visibleText(props.title)}</p>
      {props.detail !== undefined && <p className="hs-empty-detail">{visibleText(props.detail)}</p>}
      {props.children !== undefined && <div className="hs-empty-actions">{props.children}</div>}
    </div>
  );
}
