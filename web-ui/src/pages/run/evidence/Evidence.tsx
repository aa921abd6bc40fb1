import { Tabs } from '@mantine/core';
import { type ComponentType, memo } from 'react';
import { useSearchParams } from 'react-router';
import type { RunDetails } from '../../../api/types';
import { Panel } from '../../../widgets/Panel';
import { CalibrationPanel } from './CalibrationPanel';
import { ConfusionPanel } from './ConfusionPanel';
import { FeatureMapsPanel } from './FeatureMapsPanel';
import { FiltersPanel } from './FiltersPanel';
import { FirstImages } from './FirstImages';
import { LayersPanel } from './LayersPanel';
import { RankPanel } from './RankPanel';
import { SurestMistakes } from './SurestMistakes';

type Part = {
  readonly key: string;
  readonly title: string;
  /** Without it there is nothing to show. */
  readonly file: string;
  readonly Content: ComponentType<{ readonly run: RunDetails }>;
};

const PARTS: readonly Part[] = [
  { key: 'confusion', title: 'Confusion', file: 'test-report.json', Content: ConfusionPanel },
  { key: 'images', title: 'First images', file: 'test-report.json', Content: FirstImages },
  { key: 'mistakes', title: 'Surest mistakes', file: 'test-report.json', Content: SurestMistakes },
  { key: 'filters', title: 'Filters', file: 'filters.tiles', Content: FiltersPanel },
  { key: 'maps', title: 'Feature maps', file: 'feature-maps-0.tiles', Content: FeatureMapsPanel },
  { key: 'rank', title: 'Rank', file: 'ranks.json', Content: RankPanel },
  { key: 'calibration', title: 'Calibration', file: 'test-report.json', Content: CalibrationPanel },
  { key: 'layers', title: 'Layers by epoch', file: 'layer-statistics.json', Content: LayersPanel },
];

/**
 * What shows how the network does and why, drawn from the run's files; each part fetches its files when it is opened. Drawn anew
 * only when the files are others, and not with every number that the stream brings.
 */
export const Evidence = memo(EvidenceTabs, (before, after) => before.run.id === after.run.id && before.run.artifacts === after.run.artifacts);

function EvidenceTabs({ run }: { readonly run: RunDetails }) {
  const [search, setSearch] = useSearchParams();
  const parts = PARTS.filter(({ file }) => run.artifacts.some(({ name }) => name === file));
  const chosen = parts.find(({ key }) => key === search.get('part')) ?? parts[0];
  if (!chosen) return null;
  const choose = (key: string | null) => setSearch(key === null ? {} : { part: key }, { replace: true, preventScrollReset: true });
  return (
    <Panel title="What the network has learned">
      <Tabs value={chosen.key} onChange={choose} keepMounted={false}>
        <Tabs.List mb="md">
          {parts.map(({ key, title }) => (
            <Tabs.Tab key={key} value={key}>
              {title}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {parts.map(({ key, Content }) => (
          <Tabs.Panel key={key} value={key}>
            <Content run={run} />
          </Tabs.Panel>
        ))}
      </Tabs>
    </Panel>
  );
}
