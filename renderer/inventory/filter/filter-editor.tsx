import { Button, Checkbox, HTMLSelect, InputGroup } from '@blueprintjs/core';
import { type FormEvent, useState } from 'react';
import type { ResourceType } from '../../../shared/inventory.ts';
import { formatCount } from '../../../shared/units.ts';
import { visibleText } from '../../../shared/visible-text.ts';
import { useServices } from '../../shell/services.ts';
import type { TableColumn } from '../columns.ts';
import { choicesOf } from './choices-of.ts';
import { type ColumnFilter, withColumnFilter, withoutColumnFilter } from './column-filter.ts';
import { conditionOf, type DraftOperator, draftOf, type FilterDraft, operatorsOf } from './filter-draft.ts';
import { choiceText } from './filter-text.ts';
import { exampleOf } from './number-expression.ts';
import { wholeOf } from './whole-of.ts';

interface DraftProps {
  readonly type: ResourceType;
  readonly column: TableColumn;
  readonly draft: FilterDraft;
  readonly change: (draft: FilterDraft) => void;
}

function Choices({ type, column, draft, change }: DraftProps) {
  const { inventory } = useServices();
  const choices = choicesOf(inventory.estate.table(type), column.path);
  const toggle = (value: string): void => {
    const others = draft.values.filter((each) => each !== value);
    change({ ...draft, values: others.length < draft.values.length ? others : [...others, value] });
  };
  if (choices.length === 0) return <p className="hs-quiet">No row has a value here.</p>;
  return (
    <fieldset className="hs-choices" aria-label={column.label}>
      {choices.map(({ value, count }) => (
        <Checkbox key={value} checked={draft.values.includes(value)} onChange={() => toggle(value)}>
          {visibleText(choiceText(value, column.path))} <span className="hs-quiet">{formatCount(count)}</span>
        </Checkbox>
      ))}
    </fieldset>
  );
}

/** What the chosen operator needs to know. */
function Operand(props: DraftProps) {
  const { type, column, draft, change } = props;
  const { operator, text } = draft;
  if (operator === 'set' || operator === 'unset') return null;
  if (operator === 'one-of') return <Choices {...props} />;
  const isDay = operator === 'before' || operator === 'after';
  const example = exampleOf(column.attribute?.unit, wholeOf(type, column.path) !== undefined);
  return (
    <InputGroup
      autoFocus
      type={isDay ? 'date' : 'text'}
      aria-label={isDay ? 'Day' : operator === 'compares' ? 'Comparison' : 'Text'}
      placeholder={operator === 'compares' ? example : undefined}
      value={text}
      onValueChange={(value) => change({ ...draft, text: value })}
    />
  );
}

/** Edits the filter of one column; Enter applies it. */
export function FilterEditor(props: {
  readonly type: ResourceType;
  readonly column: TableColumn;
  readonly filter: ColumnFilter | undefined;
}) {
  const { type, column, filter } = props;
  const { inventory } = useServices();
  const [draft, setDraft] = useState(() => draftOf(column, filter));
  const [problem, setProblem] = useState<string>();
  const change = (next: FilterDraft): void => {
    setDraft(next);
    setProblem(undefined);
  };
  const close = (): void => inventory.editFilter(undefined);
  const apply = (event: FormEvent): void => {
    event.preventDefault();
    const condition = conditionOf(draft, column, wholeOf(type, column.path) !== undefined);
    if ('problem' in condition) {
      setProblem(condition.problem);
      return;
    }
    inventory.filterBy(type, withColumnFilter(inventory.filterOf(type), { ...condition, path: column.path }));
    close();
  };
  const remove = (): void => {
    inventory.filterBy(type, withoutColumnFilter(inventory.filterOf(type), column.path));
    close();
  };
  return (
    <form className="hs-filter-editor" onSubmit={apply}>
      <HTMLSelect
        fill
        aria-label="Condition"
        value={draft.operator}
        onChange={(event) => change({ ...draft, operator: event.currentTarget.value as DraftOperator })}
        options={[...operatorsOf(column)]}
      />
      <Operand {...{ type, column, draft, change }} />
      {problem !== undefined && (
        <p className="hs-problem" role="alert">
          {problem}
        </p>
      )}
      <div className="hs-filter-end">
        {filter !== undefined && <Button size="small" variant="minimal" text="Remove" onClick={remove} />}
        <Button size="small" intent="primary" type="submit" text="Apply" />
      </div>
    </form>
  );
}
