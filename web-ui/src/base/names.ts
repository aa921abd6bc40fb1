/** What the tracker's own names of things are called on the pages. */
import { words } from '../words';

/** `test_accuracy` as "Test accuracy", `optimizer.learningRate` as "Learning rate". */
export function humanize(name: string): string {
  const known: Readonly<Record<string, string>> = words().names;
  const last = name.split('.').at(-1) ?? name;
  return known[name] ?? known[last] ?? capitalized(last.replaceAll(/[_-]/g, ' ').replace(/([a-z])([A-Z])/g, (_, a: string, b: string) => `${a} ${b.toLowerCase()}`));
}

/** A metric: in words if workers report it, else as its own program calls it. */
export function metricName(metric: string): string {
  return isWorkers(metric) ? humanize(metric) : metric;
}

/** The same within a sentence. */
export function metricInText(metric: string): string {
  return isWorkers(metric) ? humanize(metric).toLowerCase() : metric;
}

function isWorkers(metric: string): boolean {
  return /^(train|validation|test)_[a-z_]+$/.test(metric) || metric in words().names;
}

function capitalized(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** Where a layer stands, `7.branches.0.2`, as the editor counts, from 1: layer 8, branch 1, layer 3. */
export function placeOf(path: string): string {
  const { layer, branch, classifier } = words().places;
  return path
    .split('.')
    .flatMap((part, i, parts) => {
      if (part === 'branches') return [];
      if (part === 'layers') return [classifier];
      return [parts[i - 1] === 'branches' ? branch(Number(part) + 1) : layer(Number(part) + 1)];
    })
    .join(words().places.separator);
}

const INDEXED = /^(runs|layers|branches)\[(\d+)\]$/;

/** The field that the tracker objects to, `runs[0].network.layers[6].kernel`, as the pages call it: run 1, layer 7, kernel. */
export function fieldName(path: string): string {
  const { run, layer, branch, separator } = words().places;
  const parts = path.replace(/\]\[/g, '].layers[').split('.').flatMap((part) => {
    const [, list, index] = INDEXED.exec(part) ?? [];
    if (list === undefined) return ['network', 'spec', 'type'].includes(part) && path.includes('.') ? [] : [humanize(part).toLowerCase()];
    const place = Number(index) + 1;
    return [list === 'runs' ? run(place) : list === 'layers' ? layer(place) : branch(place)];
  });
  return parts.length === 0 ? humanize(path.split('.').at(-1) ?? path).toLowerCase() : parts.join(separator);
}
