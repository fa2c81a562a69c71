import { Button, Popover } from '@blueprintjs/core';
import { Clean } from '@blueprintjs/icons';
import { useStore } from 'zustand';
import { formatBytes } from '../../../shared/units.ts';
import { useServices } from '../../shell/services.ts';
import { ErrorCallout } from '../../ui/error-callout.tsx';
import { millisecondsText } from '../cost-text.ts';
import type { CollectedGarbage } from './memory-toolbox.ts';

function GarbageTable(props: { readonly results: readonly CollectedGarbage[] }) {
  const { results } = props;
  const freed = results.reduce((sum, { beforeBytes, afterBytes }) => sum + Math.max(0, beforeBytes - afterBytes), 0);
  return (
    <>
      <p>
        <strong>{formatBytes(freed)} freed</strong>
      </p>
      <table className="hs-data-table" aria-label="Collected garbage">
        <thead>
          <tr>
            <th>Isolate</th>
            <th className="hs-right">Before</th>
            <th className="hs-right">After</th>
            <th className="hs-right">Freed</th>
            <th className="hs-right">Pause</th>
          </tr>
        </thead>
        <tbody>
          {results.map(({ isolate, beforeBytes, afterBytes, pauseMs }) => (
            <tr key={isolate}>
              <th scope="row">{isolate}</th>
              <td className="hs-right">{formatBytes(beforeBytes)}</td>
              <td className="hs-right">{formatBytes(afterBytes)}</td>
              <td className="hs-right">{formatBytes(Math.max(0, beforeBytes - afterBytes))}</td>
              <td className="hs-right">{millisecondsText(pauseMs)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}

/** Collects garbage in every isolate now, and says below the button what that freed. */
export function GarbageButton() {
  const { memoryTools } = useServices();
  const garbage = useStore(memoryTools.store, (state) => state.garbage);
  const isOpen = garbage.phase === 'done' || garbage.phase === 'failed';
  return (
    <Popover
      isOpen={isOpen}
      placement="bottom-start"
      onInteraction={(open) => {
        if (!open) memoryTools.forgetGarbage();
      }}
      content={
        <div className="hs-garbage" role="status">
          {garbage.phase === 'done' && <GarbageTable results={garbage.value} />}
          {garbage.phase === 'failed' && <ErrorCallout error={garbage.error} />}
        </div>
      }
    >
      <Button
        size="small"
        icon={<Clean size={14} />}
        text="Collect garbage"
        loading={garbage.phase === 'busy'}
        onClick={() => void memoryTools.collectGarbage()}
      />
    </Popover>
  );
}
