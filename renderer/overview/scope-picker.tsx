import { HTMLSelect } from '@blueprintjs/core';
import { visibleText } from '../../shared/visible-text.ts';
import { useServices } from '../shell/services.ts';
import { useOverview } from './overview-context.ts';
import { above, type Scope } from './scopes.ts';

const WHOLE = '';

/** What of the estate the numbers are about: all of it, a vCenter, a datacenter, or one of its clusters and standalone hosts. */
export function ScopePicker(props: { readonly wholeName: string }) {
  const { overview } = useServices();
  const { counted, scope } = useOverview();
  const textOf = ({ kind, name }: Scope, position: number): string =>
    kind === 'whole'
      ? props.wholeName
      : `${'\u2003'.repeat(above(counted.scopes, position).length)}${visibleText(name)}`;
  return (
    <HTMLSelect
      className="hs-scope"
      aria-label="Scope"
      value={counted.scopes[scope]?.ref ?? WHOLE}
      onChange={({ currentTarget: { value } }) => overview.chooseScope(value === WHOLE ? undefined : value)}
      options={counted.scopes.map((each, position) => ({ value: each.ref ?? WHOLE, label: textOf(each, position) }))}
    />
  );
}
