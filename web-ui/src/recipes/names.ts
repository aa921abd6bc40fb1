import type { Recipe } from '../api/comparison';
import { MISSING } from '../base/format';
import { humanize } from '../base/names';
import { words } from '../words';

/** Settings whose value tells what they are. */
const PLAIN: ReadonlySet<string> = new Set(['network', 'dataset', 'loss', 'optimizer', 'schedule', 'initialization', 'device', 'precision']);

/** A setting with its value, as short as it can be understood. */
export function settingName(name: string, value: string): string {
  const shown = value === '' ? MISSING : value;
  return PLAIN.has(name) ? shown : `${humanize(name).toLowerCase()} ${shown}`;
}

/** A recipe by what is different about it; settings that it does not have go without saying. */
export function recipeName({ settings }: Recipe): string {
  const all = Object.entries(settings);
  const had = all.filter(([, value]) => value !== '');
  const told = (had.length > 0 ? had : all).map(([name, value]) => settingName(name, value));
  return told.length === 0 ? words().recipe.allRuns : told.join(', ');
}

/** The names of recipes, told apart by a number where they are alike. */
export function recipeNames(recipes: readonly Recipe[]): readonly string[] {
  const seen = new Map<string, number>();
  return recipes.map((recipe) => {
    const name = recipeName(recipe);
    const number = (seen.get(name) ?? 0) + 1;
    seen.set(name, number);
    return number === 1 ? name : `${name} (${number})`;
  });
}

