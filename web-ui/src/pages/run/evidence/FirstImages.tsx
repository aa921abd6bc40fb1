import type { RunDetails } from '../../../api/types';
import { Examples } from './Examples';

export function FirstImages({ run }: { readonly run: RunDetails }) {
  return (
    <Examples run={run} set="first" emptyText="There are no test images.">
      The first images of the test set, the same for every run on this data set, with the three classes that the network finds likeliest. The
      green bar is the probability of the right class: a network can be right and still unsure.
    </Examples>
  );
}
