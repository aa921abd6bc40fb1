import { ActionIcon, Button, Group } from '@mantine/core';
import { IconEye, IconEyeOff, IconStar, IconStarFilled, IconX } from '@tabler/icons-react';
import type { Run } from '../../api/types';
import { formatDifference, formatMetric } from '../../base/format';
import type { StrokeId } from '../../charts/palette';
import { Swatch } from '../../charts/Swatch';
import { Panel } from '../../widgets/Panel';
import { words } from '../../words';
import classes from './Comparison.module.css';
import type { ViewState } from './viewState';

type Props = {
  readonly runs: readonly Run[];
  readonly labels: ReadonlyMap<string, string>;
  readonly strokes: ReadonlyMap<string, StrokeId>;
  readonly metric: string;
  readonly view: ViewState;
  readonly change: (part: Partial<ViewState>) => void;
  readonly onRemove: (id: string) => void;
  readonly onFocus: (id: string | null) => void;
};

/** The compared runs with their colours, best values, and what can be done with each. */
export function RunList({ runs, labels, strokes, metric, view, change, onRemove, onFocus }: Props) {
  const said = words().compare;
  const baseline = runs.find(({ id }) => id === view.baseline)?.metrics[metric]?.best ?? null;
  return (
    <Panel title={said.list} actions={view.hidden.length > 0 && <ShowAll onClick={() => change({ hidden: [] })} />}>
      <ul className={classes.list}>
        {runs.map((run) => {
          const label = labels.get(run.id) ?? run.name;
          const hidden = view.hidden.includes(run.id);
          const isBaseline = view.baseline === run.id;
          const best = run.metrics[metric]?.best ?? null;
          const stroke = strokes.get(run.id);
          return (
            <li key={run.id} className={classes.run} data-hidden={hidden || undefined} onMouseEnter={() => onFocus(run.id)} onMouseLeave={() => onFocus(null)}>
              <ActionIcon
                variant="subtle"
                color="gray"
                size="sm"
                aria-label={hidden ? said.show(label) : said.hide(label)}
                onFocus={() => onFocus(run.id)}
                onBlur={() => onFocus(null)}
                onClick={() => change({ hidden: hidden ? view.hidden.filter((id) => id !== run.id) : [...view.hidden, run.id] })}
              >
                {hidden ? <IconEyeOff size={14} aria-hidden /> : <IconEye size={14} aria-hidden />}
              </ActionIcon>
              {stroke ? <Swatch stroke={stroke} /> : <span />}
              <span className={classes.name} title={label}>
                {label}
              </span>
              <span className={classes.value}>
                {baseline !== null && best !== null && !isBaseline ? formatDifference(metric, best - baseline) : formatMetric(metric, best)}
              </span>
              <ActionIcon
                variant="subtle"
                color="gray"
                size="sm"
                aria-pressed={isBaseline}
                aria-label={isBaseline ? said.noBaseline(label) : said.baseline(label)}
                title={isBaseline ? said.noBaseline(label) : said.baseline(label)}
                onClick={() => change({ baseline: isBaseline ? '' : run.id })}
              >
                {isBaseline ? <IconStarFilled size={14} aria-hidden /> : <IconStar size={14} aria-hidden />}
              </ActionIcon>
              <ActionIcon variant="subtle" color="gray" size="sm" aria-label={said.remove(label)} onClick={() => onRemove(run.id)}>
                <IconX size={14} aria-hidden />
              </ActionIcon>
            </li>
          );
        })}
      </ul>
    </Panel>
  );
}

function ShowAll({ onClick }: { readonly onClick: () => void }) {
  return (
    <Group>
      <Button size="compact-xs" variant="subtle" onClick={onClick}>
        {words().compare.showAll}
      </Button>
    </Group>
  );
}
