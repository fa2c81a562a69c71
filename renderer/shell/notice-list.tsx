import { Button, Callout } from '@blueprintjs/core';
import { SmallCross } from '@blueprintjs/icons';
import { useStore } from 'zustand';
import { visibleText } from '../../shared/visible-text.ts';
import { CopyDetails } from '../errors/copy-details.tsx';
import { dismiss } from './notices.ts';
import { useServices } from './services.ts';

/** The notices nobody has dismissed yet, oldest first. */
export function NoticeList() {
  const { notices } = useServices();
  const shown = useStore(notices, (state) => state.notices);
  return shown.map(({ id, intent, content, isFailure }) => (
    <Callout key={id} className="hs-notice" intent={intent} compact role="alert">
      <span className="hs-notice-text">{visibleText(`${content.message} ${content.action}`)}</span>
      {isFailure && <CopyDetails error={content} />}
      <Button
        size="small"
        variant="minimal"
        icon={<SmallCross />}
        aria-label="Dismiss"
        onClick={() => dismiss(notices, id)}
      />
    </Callout>
  ));
}
