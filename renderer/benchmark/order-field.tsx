import { InputGroup } from '@blueprintjs/core';
import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import { useServices } from '../shell/services.ts';
import type { OrderField, OrderProblem } from './order-draft.ts';

/** What is wrong with a field of the order, if it is this one. */
export function useProblem(field: OrderField): OrderProblem | undefined {
  const { benchmarks } = useServices();
  return useStore(benchmarks.order, ({ problem }) => (problem?.field === field ? problem : undefined));
}

/** Says what is wrong with a field, and what may stand there. */
export function FieldProblem(props: { readonly field: OrderField; readonly id: string }) {
  const problem = useProblem(props.field);
  if (problem === undefined) return null;
  return (
    <p id={props.id} className="hs-order-problem" role="alert">
      {problem.message} {problem.action}
    </p>
  );
}

/** A label above its control, with a note below. */
export function Field(props: {
  readonly label: string;
  readonly labelId?: string;
  readonly htmlFor?: string;
  readonly children: ReactNode;
}) {
  const { label, labelId, htmlFor, children } = props;
  return (
    <div className="hs-order-field">
      {htmlFor === undefined ? (
        <span id={labelId} className="hs-order-label">
          {label}
        </span>
      ) : (
        <label htmlFor={htmlFor} className="hs-order-label">
          {label}
        </label>
      )}
      {children}
    </div>
  );
}

/** A whole number of the order. */
export function NumberField(props: { readonly field: 'vms' | 'runs'; readonly label: string; readonly note: string }) {
  const { field, label, note } = props;
  const { benchmarks } = useServices();
  const value = useStore(benchmarks.order, ({ draft }) => draft[field]);
  const invalid = useProblem(field) !== undefined;
  const id = `benchmark-${field}`;
  return (
    <Field label={label} htmlFor={id}>
      <InputGroup
        id={id}
        size="small"
        inputMode="numeric"
        autoComplete="off"
        aria-describedby={invalid ? `${id}-problem` : `${id}-note`}
        aria-invalid={invalid}
        intent={invalid ? 'danger' : 'none'}
        value={value}
        onValueChange={(text) => benchmarks.edit({ [field]: text })}
      />
      <p id={`${id}-note`} className="hs-order-note">
        {note}
      </p>
      <FieldProblem field={field} id={`${id}-problem`} />
    </Field>
  );
}
