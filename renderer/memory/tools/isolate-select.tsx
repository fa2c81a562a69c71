import { FormGroup, HTMLSelect } from '@blueprintjs/core';

/** Which isolate a tool looks into. */
export function IsolateSelect(props: {
  readonly id: string;
  readonly isolates: readonly string[];
  readonly value: string;
  readonly disabled?: boolean;
  readonly onChange: (isolate: string) => void;
}) {
  const { id, isolates, value, disabled = false, onChange } = props;
  return (
    <FormGroup label="Isolate" labelFor={id} className="hs-tool-field">
      <HTMLSelect
        id={id}
        fill
        value={value}
        disabled={disabled}
        options={isolates.map((isolate) => ({ value: isolate, label: isolate === 'main' ? 'main process' : isolate }))}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
    </FormGroup>
  );
}

/** What is chosen, or the first one that still is there: a collector may end while its name is on screen. */
export function presentIsolate(isolates: readonly string[], chosen: string): string {
  return isolates.includes(chosen) ? chosen : (isolates.find((isolate) => isolate !== 'main') ?? isolates[0] ?? '');
}
