import { describe, expect, it } from 'vitest';
import { IdempotencyKeys } from './idempotency';

describe('IdempotencyKeys', () => {
  it('keeps the key of a body until it was answered', () => {
    const keys = new IdempotencyKeys();
    const first = keys.of({ name: 'a' });

    expect(first).toMatch(/^[0-9a-f]{32}$/);
    expect(keys.of({ name: 'a' })).toBe(first);
    keys.forget();
    expect(keys.of({ name: 'a' })).not.toBe(first);
  });

  it('gives another body another key', () => {
    const keys = new IdempotencyKeys();

    expect(keys.of({ name: 'a' })).not.toBe(keys.of({ name: 'b' }));
  });
});
