import { Tabs } from '@mantine/core';
import { type ComponentType, memo } from 'react';
import type { RunDetails } from '../../../api/types';
import { useSearchState } from '../../../base/useSearchState';
import { Panel } from '../../../widgets/Panel';
import { words, type Words } from '../../../words';
import { CalibrationPanel } from './CalibrationPanel';
import { ConfusionPanel } from './ConfusionPanel';
import { EstimatesPanel } from './EstimatesPanel';
import { FeatureMapsPanel } from './FeatureMapsPanel';
import { FiltersPanel } from './FiltersPanel';
import { FirstEstimates, FirstImages, GreatestErrors, GreatestMistakes } from './ImageParts';
import { LayersPanel } from './LayersPanel';
import { RankPanel } from './RankPanel';

type Part = {
  readonly key: string;
  readonly title: keyof Words['evidence']['parts'];
  /** Without it there is nothing to show. */
  readonly file: string;
  readonly Content: ComponentType<{ readonly run: RunDetails }>;
};

const PARTS: readonly Part[] = [
  { key: 'confusion', title: 'confusion', file: 'test-report.json', Content: ConfusionPanel },
  { key: 'images', title: 'images', file: 'test-report.json', Content: FirstImages },
  { key: 'mistakes', title: 'mistakes', file: 'test-report.json', Content: GreatestMistakes },
  { key: 'estimates', title: 'estimates', file: 'estimate-report.json', Content: EstimatesPanel },
  { key: 'first-estimates', title: 'images', file: 'estimate-report.json', Content: FirstEstimates },
  { key: 'errors', title: 'worst', file: 'estimate-report.json', Content: GreatestErrors },
  { key: 'filters', title: 'filters', file: 'filters.tiles', Content: FiltersPanel },
  { key: 'maps', title: 'maps', file: 'feature-maps-0.tiles', Content: FeatureMapsPanel },
  { key: 'rank', title: 'rank', file: 'ranks.json', Content: RankPanel },
  { key: 'calibration', title: 'calibration', file: 'test-report.json', Content: CalibrationPanel },
  { key: 'layers', title: 'layers', file: 'layer-statistics.json', Content: LayersPanel },
];

/**
 * What shows how the network does and why, drawn from the run's files; each part fetches its files when it is opened. Drawn anew
 * only when the files are others, and not with every number that the stream brings.
 */
export const Evidence = memo(EvidenceTabs, (before, after) => before.run.id === after.run.id && before.run.artifacts === after.run.artifacts);

function EvidenceTabs({ run }: { readonly run: RunDetails }) {
  const [wanted, choose] = useSearchState('part');
  const parts = PARTS.filter(({ file }) => run.artifacts.some(({ name }) => name === file));
  const chosen = parts.find(({ key }) => key === wanted) ?? parts[0];
  if (!chosen) return null;
  const { title, parts: titles } = words().evidence;
  return (
    <Panel title={title}>
      <Tabs value={chosen.key} onChange={(key) => choose(key ?? '')} keepMounted={false}>
        <Tabs.List mb="sm">
          {parts.map(({ key, title: name }) => (
            <Tabs.Tab key={key} value={key}>
              {titles[name]}
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
