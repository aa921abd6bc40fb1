import { Combobox, Group, Loader, Text, TextInput, useCombobox } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import { useRunSearch } from '../../api/runs';
import { StatusBadge } from '../../widgets/StatusBadge';
import { words } from '../../words';

type Props = { readonly chosen: readonly string[]; readonly onAdd: (id: string) => void };

/** Finds runs by name and adds them to the comparison. */
export function RunPicker({ chosen, onAdd }: Props) {
  const [text, setText] = useState('');
  const [searched] = useDebouncedValue(text, 250);
  const combobox = useCombobox({ onDropdownClose: () => combobox.resetSelectedOption() });
  const query = useRunSearch(searched);
  const offered = (query.data?.items ?? []).filter(({ id }) => !chosen.includes(id));
  const said = words().compare;

  return (
    <Combobox
      store={combobox}
      onOptionSubmit={(id) => {
        onAdd(id);
        setText('');
      }}
    >
      <Combobox.Target>
        <TextInput
          aria-label={said.add}
          data-search
          size="xs"
          placeholder={`${said.add}: ${said.addPlaceholder}`}
          leftSection={<IconSearch size={14} aria-hidden />}
          rightSection={query.isFetching && <Loader size={14} />}
          value={text}
          onChange={(event) => {
            setText(event.currentTarget.value);
            combobox.openDropdown();
          }}
          onFocus={() => combobox.openDropdown()}
          onClick={() => combobox.openDropdown()}
          onBlur={() => combobox.closeDropdown()}
          w={{ base: 260, sm: 340 }}
        />
      </Combobox.Target>
      <Combobox.Dropdown>
        <Combobox.Options mah={320} style={{ overflow: 'auto' }}>
          {offered.map((run) => (
            <Combobox.Option key={run.id} value={run.id}>
              <Group justify="space-between" wrap="nowrap">
                <div style={{ minWidth: 0 }}>
                  <Text size="sm" truncate>
                    {run.name}
                  </Text>
                  <Text size="xs" c="dimmed" truncate>
                    {run.experiment.name}
                  </Text>
                </div>
                <StatusBadge status={run.status} />
              </Group>
            </Combobox.Option>
          ))}
          {offered.length === 0 && <Combobox.Empty>{query.isError ? words().common.silent : said.noFurther}</Combobox.Empty>}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  );
}
