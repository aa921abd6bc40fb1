import { Group, MultiSelect, Switch } from '@mantine/core';
import type { Run } from '../api/types';
import { differingNames } from '../base/parameters';
import { words } from '../words';
import { ColumnChooser } from './ColumnChooser';
import { writeColumns, type Shown } from './columnIds';
import { fieldName } from './fieldName';
import { groupFields } from './groupFields';
import { namesOf } from './offeredColumns';
import { MAX_GROUPS, type TableState, type Written } from './tableState';
import { ViewsMenu } from './ViewsMenu';

type Props = {
  readonly rows: readonly Run[];
  readonly columns: readonly Shown[];
  readonly where: 'everywhere' | 'experiment';
  readonly state: TableState;
  readonly change: (written: Written) => void;
};

const LOOKED_AT = 500;

/** What a table of runs can be made to show. */
export function TableTools({ rows, columns, where, state, change }: Props) {
  const said = words().table;
  const known = namesOf(rows);
  const fields = groupFields(known, differingNames(rows.slice(0, LOOKED_AT).map(({ parameters }) => parameters)), where);
  const offered = [...new Set([...state.groups, ...fields])];
  return (
    <Group gap="xs">
      <MultiSelect
        size="xs"
        aria-label={said.group.label}
        placeholder={state.groups.length === 0 ? said.group.label : ''}
        data={offered.map((field) => ({ value: field, label: fieldName(field) }))}
        value={[...state.groups]}
        onChange={(groups) => change({ groups: groups.join(','), sort: '' })}
        maxValues={MAX_GROUPS}
        searchable
        clearable
        hidePickedOptions
        comboboxProps={{ width: 280, position: 'bottom-start' }}
        w={state.groups.length === 0 ? 150 : 320}
      />
      <ColumnChooser columns={columns} automatic={state.columns === null} known={known} onChange={(chosen) => change({ columns: chosen === null ? '' : writeColumns(chosen) })} />
      <ViewsMenu />
      <Switch size="xs" label={said.shading} checked={state.shaded} onChange={(event) => change({ shaded: event.currentTarget.checked ? 'on' : '' })} />
    </Group>
  );
}
