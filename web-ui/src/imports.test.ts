import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { expect, test } from 'vitest';

const ENDINGS = ['', '.ts', '.tsx', '/index.ts'];

test('no module imports itself by way of others', () => {
  const files = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter((file) => /\.tsx?$/.test(file) && !file.includes('.test.'));
  const known = new Set(files);
  const imports = new Map(
    files.map((file) => {
      const sources = [...readFileSync(join('src', file), 'utf8').matchAll(/(?:from|import)\s+'(\.[^']*)'/g)].map(([, path = '']) => normalize(join(dirname(file), path)));
      return [file, sources.flatMap((path) => ENDINGS.map((ending) => path + ending).find((candidate) => known.has(candidate)) ?? [])];
    }),
  );

  expect(circleIn(imports)).toBeNull();
});

/** The first circle that is found, in order, or null. */
function circleIn(imports: ReadonlyMap<string, readonly string[]>): readonly string[] | null {
  const done = new Set<string>();
  const visit = (file: string, way: readonly string[]): readonly string[] | null => {
    if (way.includes(file)) return [...way.slice(way.indexOf(file)), file];
    if (done.has(file)) return null;
    for (const next of imports.get(file) ?? []) {
      const circle = visit(next, [...way, file]);
      if (circle) return circle;
    }
    done.add(file);
    return null;
  };
  for (const file of imports.keys()) {
    const circle = visit(file, []);
    if (circle) return circle;
  }
  return null;
}
