import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

/** What is a person's own, or for those alone who see the page at all. */
const OWN = /^(pages\/(access|login)\/|app\/Account|api\/|actions\/use)/;

test('whatever changes something asks first whether the reader may', () => {
  const files = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.tsx') && !OWN.test(file));

  const unasked = files.filter((file) => {
    const source = readFileSync(`src/${file}`, 'utf8');
    return /\bmutate(Async)?\(/.test(source) && !/DeedButton|useMay|StarButton|EditButton/.test(source);
  });

  expect(unasked).toEqual([]);
});
