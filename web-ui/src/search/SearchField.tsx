import { Anchor, CloseButton, Combobox, Group, Text, TextInput, useCombobox } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useEffect, useId, useRef, useState } from 'react';
import { useFilterHelp, type FilterProblem } from '../api/search';
import { words } from '../words';
import { completed, isUnfinished, marked, type Writing } from './completing';
import classes from './SearchField.module.css';

const HELP_MILLIS = 120;
const APPLY_MILLIS = 500;

type Props = {
  /** The filter that is applied. */
  readonly filter: string;
  readonly onFilter: (filter: string) => void;
};

/** A filter of runs: completed while it is written, applied when it is right, and with a line under what is wrong. */
export function SearchField({ filter, onFilter }: Props) {
  const [writing, setWriting] = useState<Writing>({ text: filter, at: filter.length });
  const [focused, setFocused] = useState(false);
  const [scrolled, setScrolled] = useState(0);
  const input = useRef<HTMLInputElement>(null);
  const note = useId();
  const [asked] = useDebouncedValue(writing, HELP_MILLIS);
  const help = useFilterHelp(asked.text, asked.at);
  const combobox = useCombobox({ onDropdownClose: () => combobox.resetSelectedOption() });
  const known = help.data?.filter === writing.text ? help.data : undefined;
  const problem = known?.problem ?? null;
  const applicable = known !== undefined && problem?.refused !== true;
  const [rested] = useDebouncedValue(writing.text, APPLY_MILLIS);
  const said = words().search;

  // From the address, such as by the way back.
  useEffect(() => setWriting((now) => (now.text.trim() === filter ? now : { text: filter, at: filter.length })), [filter]);
  useEffect(() => {
    if (rested === writing.text && applicable && rested.trim() !== filter) onFilter(rested.trim());
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [rested, applicable]);

  const write = (next: Writing) => {
    setWriting(next);
    // After React has put the text there.
    requestAnimationFrame(() => input.current?.setSelectionRange(next.at, next.at));
  };
  const moved = () => {
    const at = input.current?.selectionStart ?? writing.text.length;
    if (at !== writing.at) setWriting({ ...writing, at });
  };
  const shown = problem !== null && !(focused && problem.refused && isUnfinished(writing.text, problem.column, problem.length)) ? problem : null;

  return (
    <div className={classes.field}>
      <Combobox
        store={combobox}
        onOptionSubmit={(word) => {
          if (known) write(completed(writing.text, known, word));
          combobox.resetSelectedOption();
        }}
      >
        <Combobox.Target>
          <TextInput
            ref={input}
            type="text"
            data-search
            size="xs"
            aria-label={said.label}
            placeholder={said.placeholder}
            spellCheck={false}
            autoComplete="off"
            maxLength={4000}
            classNames={{ input: classes.input ?? '' }}
            leftSection={<IconSearch size={14} aria-hidden />}
            rightSection={writing.text !== '' && <CloseButton size="xs" aria-label={said.clear} onClick={() => write({ text: '', at: 0 })} />}
            rightSectionPointerEvents="all"
            value={writing.text}
            error={shown?.refused === true}
            aria-describedby={shown ? note : undefined}
            onChange={(event) => {
              setWriting({ text: event.currentTarget.value, at: event.currentTarget.selectionStart ?? event.currentTarget.value.length });
              combobox.openDropdown();
              combobox.resetSelectedOption();
            }}
            onSelect={moved}
            onScroll={(event) => setScrolled(event.currentTarget.scrollLeft)}
            onFocus={() => {
              setFocused(true);
              combobox.openDropdown();
            }}
            onBlur={() => {
              setFocused(false);
              combobox.closeDropdown();
            }}
            onKeyDown={(event) => {
              if (event.key === 'Enter' && combobox.getSelectedOptionIndex() < 0 && applicable) {
                onFilter(writing.text.trim());
                combobox.closeDropdown();
              }
            }}
          />
        </Combobox.Target>
        {shown && <Marks text={writing.text} problem={shown} scrolled={scrolled} />}
        <Combobox.Dropdown hidden={(known?.items.length ?? 0) === 0}>
          <Combobox.Options mah={280} style={{ overflow: 'auto' }} aria-label={said.completions}>
            {known?.items.map(({ text, kind }) => (
              <Combobox.Option key={text} value={text}>
                <Group justify="space-between" wrap="nowrap" gap="xs">
                  <Text size="xs" ff="monospace" truncate>
                    {text}
                  </Text>
                  <Text size="xs" c="dimmed">
                    {said.kinds[kind] ?? kind}
                  </Text>
                </Group>
              </Combobox.Option>
            ))}
          </Combobox.Options>
        </Combobox.Dropdown>
      </Combobox>
      <div id={note} aria-live="polite">
        {shown && <Mistake problem={shown} onMeant={(meant) => write({ text: corrected(writing.text, shown, meant), at: shown.column - 1 + meant.length })} />}
      </div>
    </div>
  );
}

const corrected = (text: string, { column, length }: FilterProblem, meant: string): string => text.slice(0, column - 1) + meant + text.slice(column - 1 + length);

function Marks({ text, problem, scrolled }: { readonly text: string; readonly problem: FilterProblem; readonly scrolled: number }) {
  const [before, wrong, behind] = marked(text, problem.column, problem.length);
  return (
    <div aria-hidden className={classes.marks} style={{ height: 30 }}>
      <span style={{ display: 'inline-block', transform: `translateX(${-scrolled}px)` }}>
        {before}
        <span className={`${classes.wrong} ${problem.refused ? '' : classes.unknown}`}>{wrong}</span>
        {behind}
      </span>
    </div>
  );
}

function Mistake({ problem, onMeant }: { readonly problem: FilterProblem; readonly onMeant: (meant: string) => void }) {
  const { meant } = problem;
  return (
    <Text size="xs" c={problem.refused ? 'var(--mantine-color-error)' : 'dimmed'} mt={2}>
      {problem.message}{' '}
      {meant !== null && (
        <Anchor component="button" type="button" size="xs" onClick={() => onMeant(meant)}>
          {words().search.put(meant)}
        </Anchor>
      )}
    </Text>
  );
}
