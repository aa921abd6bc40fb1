import { humanize } from '../../base/names';
import { words } from '../../words';
import type { SettingName } from './formModel';

export function wordsOf(setting: SettingName): { readonly label: string; readonly hint?: string } {
  return words().form.fields[setting] ?? { label: humanize(setting) };
}

/** Names as a list to choose from. */
export function choices(names: readonly string[]): { value: string; label: string }[] {
  return names.map((value) => ({ value, label: words().form.types[value] ?? humanize(value) }));
}

/** A network or a data set as the page calls it. */
export function titleOf({ name, title }: { readonly name: string; readonly title: string }): string {
  return words().form.presets[name]?.title ?? title;
}

export function describe({ name, description }: { readonly name: string; readonly description: string }): string {
  return words().form.presets[name]?.description ?? description;
}
