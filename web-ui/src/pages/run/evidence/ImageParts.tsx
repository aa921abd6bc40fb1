import type { RunDetails } from '../../../api/types';
import { words } from '../../../words';
import { EstimateImages } from './EstimateImages';
import { Examples } from './Examples';

type Props = { readonly run: RunDetails };

export function FirstImages({ run }: Props) {
  const { explanation, none } = words().evidence.images;
  return (
    <Examples run={run} set="first" emptyText={none}>
      {explanation}
    </Examples>
  );
}

export function GreatestMistakes({ run }: Props) {
  const { mistakes, allRecognised } = words().evidence;
  return (
    <Examples run={run} set="mistakes" emptyText={allRecognised}>
      {mistakes.explanation}
    </Examples>
  );
}

export function FirstEstimates({ run }: Props) {
  return <EstimateImages run={run} set="first" explanation={words().evidence.estimates.first} />;
}

export function GreatestErrors({ run }: Props) {
  return <EstimateImages run={run} set="worst" explanation={words().evidence.estimates.worst} />;
}
