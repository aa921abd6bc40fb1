import type { RunDetails } from '../../../api/types';
import { Examples } from './Examples';

export function SurestMistakes({ run }: { readonly run: RunDetails }) {
  return (
    <Examples run={run} set="mistakes" emptyText="Every test image is recognised.">
      The test images that the network takes for another class, the surest first. Some are drawn or labelled so badly that a person would hesitate
      too; the others show what the network looks at in place of what makes the class.
    </Examples>
  );
}
