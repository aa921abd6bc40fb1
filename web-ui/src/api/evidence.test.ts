import { expect, test } from 'vitest';
import { readJson } from './evidence';

const bufferOf = (text: string): ArrayBuffer => new TextEncoder().encode(text).slice().buffer;

test('numbers that are not finite come as texts and leave as numbers', () => {
  expect(readJson(bufferOf('{"version":1,"a":"NaN","b":["-Infinity",2],"c":"seven"}'))).toEqual({
    version: 1,
    a: Number.NaN,
    b: [Number.NEGATIVE_INFINITY, 2],
    c: 'seven',
  });
});

test('a version that is not known is refused', () => {
  expect(() => readJson(bufferOf('{"version":2}'))).toThrow('version 2');
});
