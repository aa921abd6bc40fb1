import { plural } from './plural';

export const charts = {
  epoch: 'Epoch',
  step: 'Step',
  place: 'Epoch or step',
  legend: 'Legend',
  show: (name: string) => `Show ${name}`,
  hide: (name: string) => `Hide ${name}`,
  more: (count: number) => `and ${count} more`,
  resetZoom: 'Reset zoom',
  notYet: 'The curve starts when the first epoch is complete.',
  nothingPositive: 'A logarithmic axis shows only values above 0, and there are none.',
  notPositive: (count: number) => `${plural(count, 'value')} of 0 or less cannot be shown on a logarithmic axis.`,
  save: { label: (title: string) => `Save the chart ${title}`, png: 'PNG', svg: 'SVG', csv: 'CSV' },
  values: {
    asTable: 'Values as a table',
    of: (title: string) => `${title} as a table`,
    summary: (title: string) => `${title}: last, min and max`,
    by: (title: string, places: string) => `${title} by ${places}`,
    curve: 'Curve',
    last: 'Last',
    min: 'Min',
    max: 'Max',
    inEpoch: (epoch: number) => `epoch ${epoch}`,
    atStep: (step: number) => `step ${step}`,
    rest: (epochs: number, curves: number) =>
      [...(epochs > 0 ? [`${plural(epochs, 'earlier epoch')}`] : []), ...(curves > 0 ? [`${plural(curves, 'more curve')}`] : [])].join(' and ') + ': in the CSV file.',
  },
};
