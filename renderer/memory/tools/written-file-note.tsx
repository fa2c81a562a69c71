import { Button } from '@blueprintjs/core';
import { Duplicate, Tick } from '@blueprintjs/icons';
import { useState } from 'react';
import { formatBytes } from '../../../shared/units.ts';
import { copyText } from '../../ui/clipboard.ts';
import type { WrittenFile } from './memory-toolbox.ts';

/** Where a file was written, how large it is, and a way to take its path elsewhere. */
export function WrittenFileNote(props: { readonly file: WrittenFile }) {
  const { path, bytes } = props.file;
  const [copied, setCopied] = useState<string>();
  return (
    <div className="hs-written">
      <code className="hs-mono hs-written-path" title={path}>
        <bdi dir="ltr">{path}</bdi>
      </code>
      <span className="hs-quiet">{formatBytes(bytes)}</span>
      <Button
        size="small"
        icon={copied === path ? <Tick size={14} /> : <Duplicate size={14} />}
        text={copied === path ? 'Copied' : 'Copy path'}
        onClick={() => setCopied(copyText(path) ? path : undefined)}
      />
    </div>
  );
}
