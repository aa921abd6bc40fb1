import { humanize } from '../../base/names';
import type { FieldProblem } from '../../base/problem';
import { words } from '../../words';
import type { FieldKind, Kind, LayerSpec } from '../../api/types';

/** A list of layers in the editor. */
export type ListProps = {
  /** What the list is, for those who do not see where it stands. */
  readonly label: string;
  /** How the tracker's objections name the list. */
  readonly path: string;
  readonly layers: readonly LayerSpec[];
  readonly kinds: readonly Kind[];
  readonly problems: readonly FieldProblem[];
  readonly onChange: (layers: readonly LayerSpec[]) => void;
};

/** What to begin with in fields that have no default. */
const FIRST_VALUES: Readonly<Record<string, unknown>> = { units: 10, filters: 16, kernel: 3, size: 2, branches: [[], []], layers: [] };

/** A layer of a kind as it is before anything is changed in it; fields that follow others are left out. */
export function newLayer(kind: Kind): LayerSpec {
  const fields = kind.fields.filter(({ follows }) => follows === undefined);
  return Object.fromEntries([['type', kind.type], ...fields.map((field) => [field.name, firstValue(field)])]) as LayerSpec;
}

function firstValue({ name, default: fallback }: FieldKind): unknown {
  return fallback ?? FIRST_VALUES[name] ?? 1;
}

/** The list with the item at one place moved by so many places; as it is where there is no such place. */
export function moved<T>(list: readonly T[], from: number, by: number): readonly T[] {
  const to = from + by;
  const item = list[from];
  if (item === undefined || to < 0 || to >= list.length) return list;
  const others = list.filter((_, i) => i !== from);
  return [...others.slice(0, to), item, ...others.slice(to)];
}

export function replaced<T>(list: readonly T[], at: number, item: T): readonly T[] {
  return list.map((old, i) => (i === at ? item : old));
}

export function inserted<T>(list: readonly T[], at: number, item: T): readonly T[] {
  return [...list.slice(0, at), item, ...list.slice(at)];
}

export function removed<T>(list: readonly T[], at: number): readonly T[] {
  return list.filter((_, i) => i !== at);
}

/** A size as it is written: 3, or 1×7 for a height and a width. */
export function extentText(value: unknown): string {
  if (Array.isArray(value)) return value.join('×');
  return typeof value === 'number' || typeof value === 'string' ? String(value) : '';
}

/** What was written, as the tracker takes it; text that is no size stays as it is, for the tracker to object to. */
export function extentOf(text: string): number | readonly number[] | string | undefined {
  if (text.trim() === '') return undefined;
  const parts = text.split(/[×x*,\s]+/).filter((part) => part !== '');
  const sides = parts.map(Number);
  if (!sides.every(Number.isInteger) || sides.length > 2) return text;
  return sides.length === 1 ? sides[0] : sides;
}

/** The objections to one layer itself, each with its field or branch; those to the layers in it stand with them. */
export function problemsAt(problems: readonly FieldProblem[], path: string): string[] {
  return problems.flatMap(({ field, message }) => {
    if (field === path) return [message];
    const own = field.startsWith(`${path}.`) ? /^(?:(\w+)|branches\[(\d+)\])$/.exec(field.slice(path.length + 1)) : null;
    if (!own) return [];
    const { branchProblem, fieldProblem } = words().form.editor;
    return [own[1] === undefined ? branchProblem(Number(own[2]) + 1, message) : fieldProblem(humanize(own[1]).toLowerCase(), message)];
  });
}

/** Whether a layer or one within it is objected to. */
export function isWrong(problems: readonly FieldProblem[], path: string): boolean {
  return problems.some(({ field }) => field === path || field.startsWith(`${path}.`));
}
