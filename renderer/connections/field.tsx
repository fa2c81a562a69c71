import { FormGroup, InputGroup } from '@blueprintjs/core';
import type { ReactNode } from 'react';

export interface FieldProps {
  readonly id: string;
  readonly label: string;
  readonly value: string;
  readonly change: (value: string) => void;
  readonly placeholder?: string;
  readonly info?: string;
  readonly help?: ReactNode;
  /** What is wrong with the value. */
  readonly problem?: string | undefined;
  readonly autoComplete: string;
}

/** A line of text with its label. */
export function Field(props: FieldProps) {
  const { id, label, value, change, info, placeholder, help, problem, autoComplete } = props;
  return (
    <FormGroup
      label={label}
      labelFor={id}
      labelInfo={info}
      helperText={problem ?? help}
      intent={problem === undefined ? 'none' : 'danger'}
    >
      <InputGroup
        id={id}
        value={value}
        onValueChange={change}
        placeholder={placeholder}
        autoComplete={autoComplete}
        spellCheck={false}
        intent={problem === undefined ? 'none' : 'danger'}
        fill
      />
    </FormGroup>
  );
}
