import { Combobox, Group, Loader, Pill, Text, TextInput, useCombobox } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import { useRunSearch } from '../../api/runs';
import type { Run } from '../../api/types';
import { StatusBadge } from '../../widgets/StatusBadge';

type Props = { readonly chosen: readonly Run[]; readonly onAdd: (id: string) => void; readonly onRemove: (id: string) => void };

/** Finds runs by name and adds them to the comparison. */
export function RunPicker({ chosen, onAdd, onRemove }: Props) {
  const [text, setText] = useState('');
  const [searched] = useDebouncedValue(text, 250);
  const combobox = useCombobox({ onDropdownClose: () => combobox.resetSelectedOption() });
  const query = useRunSearch(searched);
  const offered = (query.data?.items ?? []).filter((run) => !chosen.some((other) => other.id === run.id));

  return (
    <div>
      <Combobox
        store={combobox}
        onOptionSubmit={(id) => {
          onAdd(id);
          setText('');
        }}
      >
        <Combobox.Target>
          <TextInput
            label="Add a run"
            placeholder="Search by the name of a run or its experiment"
            leftSection={<IconSearch size={16} aria-hidden />}
            rightSection={query.isFetching && <Loader size={16} />}
            value={text}
            onChange={(event) => {
              setText(event.currentTarget.value);
              combobox.openDropdown();
            }}
            onFocus={() => combobox.openDropdown()}
            onClick={() => combobox.openDropdown()}
            onBlur={() => combobox.closeDropdown()}
            maw={560}
          />
        </Combobox.Target>
        <Combobox.Dropdown>
          <Combobox.Options mah={320} style={{ overflow: 'auto' }}>
            {offered.map((run) => (
              <Combobox.Option key={run.id} value={run.id}>
                <Group justify="space-between" wrap="nowrap">
                  <div>
                    <Text size="sm">{run.name}</Text>
                    <Text size="xs" c="dimmed">
                      {run.experiment.name}
                    </Text>
                  </div>
                  <StatusBadge status={run.status} />
                </Group>
              </Combobox.Option>
            ))}
            {offered.length === 0 && <Combobox.Empty>{query.isError ? 'The tracker does not answer' : 'No further run of this name'}</Combobox.Empty>}
          </Combobox.Options>
        </Combobox.Dropdown>
      </Combobox>
      {chosen.length > 0 && (
        <Pill.Group mt="sm" aria-label="Compared runs">
          {chosen.map((run) => (
            <Pill key={run.id} size="md" withRemoveButton onRemove={() => onRemove(run.id)} removeButtonProps={{ 'aria-label': `Leave out ${run.name}`, tabIndex: 0, 'aria-hidden': false }}>
              {run.name}
            </Pill>
          ))}
        </Pill.Group>
      )}
    </div>
  );
}
