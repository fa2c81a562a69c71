import { Checkbox, HTMLSelect, InputGroup } from '@blueprintjs/core';
import { useStore } from 'zustand';
import { CACHE_CODECS } from '../../shared/settings.ts';
import { useServices } from '../shell/services.ts';
import type { OptionsDraft } from './options-draft.ts';
import { type PairSide, sideOf } from './order-draft.ts';
import { FieldProblem } from './order-field.tsx';

const SWITCHES = [
  ['pruning', 'Pruning'],
  ['streaming', 'Streaming'],
  ['explicitGc', 'Explicit GC'],
  ['compress', 'Compression'],
] as const satisfies readonly (readonly [keyof OptionsDraft, string])[];
const LEVELS = [1, 2, 3, 4, 5, 6, 7, 8, 9];

interface SideProps {
  readonly name: string;
  readonly options: OptionsDraft;
  readonly change: (changes: Partial<OptionsDraft>) => void;
}

function CompressionFields({ name, options, change }: SideProps) {
  const { compress, codec, compressionLevel } = options;
  const id = `benchmark-pair-${name}`;
  return (
    <>
      <div>
        <label htmlFor={`${id}-codec`}>Codec</label>
        <HTMLSelect
          id={`${id}-codec`}
          disabled={!compress}
          options={[...CACHE_CODECS]}
          value={codec}
          onChange={({ currentTarget }) => change({ codec: currentTarget.value === 'zstd' ? 'zstd' : 'gzip' })}
        />
      </div>
      <div>
        <label htmlFor={`${id}-level`}>Level</label>
        <HTMLSelect
          id={`${id}-level`}
          disabled={!compress || codec !== 'gzip'}
          options={LEVELS}
          value={compressionLevel}
          onChange={({ currentTarget }) => change({ compressionLevel: Number(currentTarget.value) })}
        />
      </div>
    </>
  );
}

function Side(props: SideProps) {
  const { name, options, change } = props;
  return (
    <fieldset className="hs-pair-side" aria-label={`Settings ${name}`}>
      <span className="hs-pair-name" aria-hidden="true">
        {name}
      </span>
      <div className="hs-pair-switches">
        {SWITCHES.map(([key, label]) => (
          <Checkbox
            key={key}
            label={label}
            checked={options[key]}
            onChange={({ currentTarget }) => change({ [key]: currentTarget.checked })}
          />
        ))}
      </div>
      <div className="hs-pair-values">
        <div>
          <label htmlFor={`benchmark-pair-${name}-batch-size`}>Batch size</label>
          <InputGroup
            id={`benchmark-pair-${name}-batch-size`}
            size="small"
            inputMode="numeric"
            autoComplete="off"
            value={options.batchSize}
            onValueChange={(batchSize) => change({ batchSize })}
          />
        </div>
        <CompressionFields {...props} />
      </div>
    </fieldset>
  );
}

/** Two settings to compare; both start as the settings are now. */
export function PairFields(props: { readonly current: OptionsDraft | undefined }) {
  const { current } = props;
  const { benchmarks } = useServices();
  const draft = useStore(benchmarks.order, (state) => state.draft);
  if (current === undefined) return <p className="hs-order-note">Reading the settings…</p>;
  const change = (side: PairSide) => (changes: Partial<OptionsDraft>) =>
    benchmarks.edit({ pair: { ...draft.pair, [side]: { ...draft.pair[side], ...changes } } });
  return (
    <>
      <Side name="A" options={sideOf(draft, 'a', current)} change={change('a')} />
      <Side name="B" options={sideOf(draft, 'b', current)} change={change('b')} />
      <FieldProblem field="pair" id="benchmark-pair-problem" />
    </>
  );
}
