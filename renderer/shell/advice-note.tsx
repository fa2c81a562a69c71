import { Button, PopoverNext } from '@blueprintjs/core';
import { Lightbulb } from '@blueprintjs/icons';
import type { Advice } from '../../shared/retry-view.ts';
import { visibleText } from '../../shared/visible-text.ts';

/** What the operator can put right at the vCenter, though nothing is missing. Nothing while there is no advice. */
export function AdviceNote(props: { readonly advice: readonly Advice[] | undefined }) {
  const { advice = [] } = props;
  if (advice.length === 0) return null;
  return (
    <PopoverNext
      placement="bottom-end"
      content={
        <div className="hs-note">
          {advice.map(({ message, action }) => (
            <div key={message}>
              <p>{visibleText(message)}</p>
              <p>{visibleText(action)}</p>
            </div>
          ))}
        </div>
      }
    >
      <Button
        size="small"
        variant="minimal"
        icon={<Lightbulb size={14} />}
        text="Advice"
        title={visibleText(advice[0]?.message ?? '')}
      />
    </PopoverNext>
  );
}
