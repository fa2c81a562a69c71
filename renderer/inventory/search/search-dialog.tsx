import { Button, Dialog, InputGroup } from '@blueprintjs/core';
import { Search } from '@blueprintjs/icons';
import { type KeyboardEvent, useEffect, useState } from 'react';
import { useServices } from '../../shell/services.ts';
import type { SearchHit } from './estate-search.ts';
import { optionId, RESULTS_ID, SearchResults } from './search-results.tsx';
import { useEstateSearch } from './use-estate-search.ts';

/** The text field and what was found: arrows choose, Enter opens. */
function SearchPanel(props: { readonly open: (hit: SearchHit) => void }) {
  const { open } = props;
  const [text, setText] = useState('');
  const [chosen, setChosen] = useState(0);
  const { groups, done } = useEstateSearch(text);
  const hits = groups.flatMap((group) => group.hits);
  const active = hits[Math.min(chosen, hits.length - 1)];
  const onKeyDown = (event: KeyboardEvent): void => {
    const steps: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1 };
    const step = steps[event.key];
    if (step !== undefined && hits.length > 0) {
      event.preventDefault();
      setChosen((Math.min(chosen, hits.length - 1) + step + hits.length) % hits.length);
    }
    // A hit of the text before is not what Enter is meant for.
    if (event.key === 'Enter' && done && active !== undefined) open(active);
  };
  return (
    <div className="hs-search">
      <h2 id="search-title" className="hs-hidden">
        Search
      </h2>
      <InputGroup
        autoFocus
        size="large"
        leftIcon={<Search />}
        placeholder="Name, IP address, UUID or id"
        aria-label="Search all objects"
        role="combobox"
        aria-expanded={hits.length > 0}
        aria-controls={RESULTS_ID}
        aria-activedescendant={active && optionId(active)}
        value={text}
        onValueChange={(value) => {
          setText(value);
          setChosen(0);
        }}
        onKeyDown={onKeyDown}
      />
      {text.trim() !== '' && done && hits.length === 0 && (
        <p className="hs-search-none hs-quiet" role="status">
          Nothing is called “{text.trim()}”, or has it as address or id.
        </p>
      )}
      <SearchResults groups={groups} active={active} open={open} />
    </div>
  );
}

/** Looks for an object among all kinds; Ctrl+K opens it from any screen. `shown` runs when an object was opened. */
export function GlobalSearch(props: { readonly shown: () => void }) {
  const { inventory } = useServices();
  const [isOpen, setOpen] = useState(false);
  useEffect(() => {
    const onKeyDown = (event: globalThis.KeyboardEvent): void => {
      if (!(event.ctrlKey || event.metaKey) || event.shiftKey || event.altKey || event.key.toLowerCase() !== 'k')
        return;
      event.preventDefault();
      setOpen((open) => !open);
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, []);
  const open = ({ type, ref }: SearchHit): void => {
    setOpen(false);
    props.shown();
    inventory.open(type, ref);
  };
  return (
    <>
      <Button
        size="small"
        variant="minimal"
        icon={<Search size={14} />}
        aria-label="Search"
        aria-keyshortcuts="Control+K"
        title="Search all objects (Ctrl+K)"
        onClick={() => setOpen(true)}
      />
      <Dialog
        isOpen={isOpen}
        onClose={() => setOpen(false)}
        aria-labelledby="search-title"
        className="hs-search-dialog"
        // The row that was opened has the focus then, not whatever had it before.
        shouldReturnFocusOnClose={false}
      >
        <SearchPanel open={open} />
      </Dialog>
    </>
  );
}
