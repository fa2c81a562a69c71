import { Button, Dialog, DialogBody } from '@blueprintjs/core';
import { ChevronLeft, ChevronRight } from '@blueprintjs/icons';
import { useEffect, useState } from 'react';
import type { CachedChunk, CacheEntry } from '../../shared/cache-view.ts';
import type { Envelope } from '../../shared/contract.ts';
import { RESOURCE_LABELS } from '../../shared/inventory.ts';
import { formatBytes, formatCount } from '../../shared/units.ts';
import { useServices } from '../shell/services.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { ErrorCallout } from '../ui/error-callout.tsx';
import { ChunkTable } from './chunk-table.tsx';
import { ratioText } from './entry-text.ts';

function factsOf({ codec, rows, rawBytes, storedBytes, refs }: CachedChunk): string {
  const sizes = `${formatBytes(rawBytes)} raw, ${formatBytes(storedBytes)} stored, ${ratioText(rawBytes, storedBytes)}`;
  const shown = refs.length < rows ? `, the first ${formatCount(refs.length)} shown` : '';
  return `${codec}, ${sizes}, ${formatCount(rows)} ${rows === 1 ? 'row' : 'rows'}${shown}`;
}

/** A chunk as it was answered. */
interface Answer {
  readonly index: number;
  readonly envelope: Envelope<CachedChunk>;
}

/** The chunks of an entry, unpacked, one at a time. */
export function ChunkDialog(props: { readonly entry: CacheEntry; readonly close: () => void }) {
  const { entry, close } = props;
  const { namespace, type, scope, chunks } = entry;
  const { bridge } = useServices();
  const [wanted, setWanted] = useState(0);
  const [answer, setAnswer] = useState<Answer>();
  useEffect(() => {
    let open = true;
    void bridge.requests['cache:chunk']({ namespace, type, scope, index: wanted }).then((envelope) => {
      if (open) setAnswer({ index: wanted, envelope });
    });
    return () => {
      open = false;
    };
  }, [bridge, namespace, type, scope, wanted]);
  // Until the next one is here, the one before stays, under its own number.
  const { index = wanted, envelope } = answer ?? {};
  return (
    <Dialog isOpen title={`${RESOURCE_LABELS[type]} of ${entry.vcenter.name}`} onClose={close} className="hs-chunk">
      <DialogBody className="hs-chunk-body">
        <div className="hs-chunk-bar">
          <Button
            size="small"
            icon={<ChevronLeft size={14} />}
            aria-label="Previous chunk"
            disabled={wanted === 0}
            onClick={() => setWanted(wanted - 1)}
          />
          <Button
            size="small"
            icon={<ChevronRight size={14} />}
            aria-label="Next chunk"
            disabled={wanted >= chunks - 1}
            onClick={() => setWanted(wanted + 1)}
          />
          <strong role="status">
            Chunk {formatCount(index + 1)} of {formatCount(chunks)}
          </strong>
          {envelope?.ok === true && <span className="hs-quiet">{factsOf(envelope.value)}</span>}
        </div>
        {envelope === undefined && <EmptyState title="Unpacking…" />}
        {envelope?.ok === false && <ErrorCallout error={envelope.error} />}
        {envelope?.ok === true && <ChunkTable type={type} chunk={envelope.value} />}
      </DialogBody>
    </Dialog>
  );
}
