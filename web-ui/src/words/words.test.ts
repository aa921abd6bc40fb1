import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { preferredLanguage } from '.';
import { en } from './en';
import { zh } from './zh';

type Leaf = { readonly path: string; readonly value: unknown };

function leavesOf(value: unknown, path = ''): Leaf[] {
  if (typeof value !== 'object' || value === null) return [{ path, value }];
  return Object.entries(value).flatMap(([key, part]) => leavesOf(part, path === '' ? key : `${path}/${key}`));
}

/** Tables that fall back on the tracker's own names have as many entries as the language needs. */
const OPEN = /^(names|layerTypes|form\/(presets|families|types))\//;
const pathsOf = (words: unknown) => leavesOf(words).map(({ path }) => path).filter((path) => !OPEN.test(path)).sort();
/** What a sentence says when its parts are given. */
const said = (value: unknown) => (typeof value === 'function' ? String((value as (...parts: number[]) => string)(3, 7, 5, 9)) : String(value));

test('every sentence is there in both languages', () => {
  expect(pathsOf(zh)).toEqual(pathsOf(en));
});

test('every parameter and metric that has a name in English has one in Chinese', () => {
  expect(Object.keys(zh.names)).toEqual(expect.arrayContaining(Object.keys(en.names)));
});

test('no sentence of one language is left in the other', () => {
  const english = new Map(leavesOf(en).map(({ path, value }) => [path, said(value)]));
  const same = leavesOf(zh).filter(({ path, value }) => /[a-z]{4,}/i.test(said(value)) && said(value) === english.get(path));

  // Proper names only.
  expect(same.map(({ value }) => said(value)).filter((text) => !/^(Adam|AdamW|RMSprop|Xavier|oneDNN|ND4J|Java Vector API)$/.test(text) && !/^(Ctrl|Shift|Space|Enter|↑|g |⌘)/.test(text))).toEqual([]);
});

test('what is put into a sentence is said in both languages', () => {
  const english = new Map(leavesOf(en).map(({ path, value }) => [path, value]));
  for (const { path, value } of leavesOf(zh)) {
    if (typeof value !== 'function' || path === 'compare/leaveOut' || path === 'compare/missing') continue;
    const parts = (text: string) => [...text.replaceAll('95 %', '').matchAll(/[3579]/g)].map(([digit]) => digit).sort();
    expect(parts(said(value)), path).toEqual(parts(said(english.get(path))));
  }
});

test('the terms of the course are used', () => {
  const text = leavesOf(zh).map(({ value }) => said(value)).join(' ');
  for (const term of ['卷積核', '感受野', '特徵圖', '池化', '過擬合', '學習率', '混淆矩陣', '損失函數', '步幅', '填補', '全連接層', '批次大小'])
    expect(text, term).toContain(term);
});

test('words stand with the words, and not in the pages', () => {
  const folders = ['actions', 'app', 'charts', 'organise', 'pages', 'recipes', 'relations', 'search', 'table', 'widgets'];
  const files = folders.flatMap((folder) => readdirSync(`src/${folder}`, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.tsx')).map((file) => `src/${folder}/${file}`));
  const written = files.flatMap((file) => {
    const source = readFileSync(file, 'utf8');
    const texts = [...source.matchAll(/>\s*([A-Z][a-z]+ [^<>{}()=;]*|[A-Z][a-z]{2,})\s*</g), ...source.matchAll(/(?:aria-label|title|label|placeholder|description)="([^"]+)"/g)];
    return texts.map(([, text]) => `${file}: ${text}`);
  });

  expect(written.filter((line) => !line.endsWith(": Trainyard"))).toEqual([]);
});

test('the browser’s first language that is known is spoken, unless the reader chose one', () => {
  expect(preferredLanguage(null, ['de', 'zh-TW', 'en'])).toBe('zh-Hant');
  expect(preferredLanguage(null, ['en-GB', 'zh-TW'])).toBe('en');
  expect(preferredLanguage(null, ['fr'])).toBe('en');
  expect(preferredLanguage('zh-Hant', ['en'])).toBe('zh-Hant');
});
