import { describe, expect, test } from '@jest/globals';
import { SeenKeys } from '../../../import/load/seen-keys.js';

describe('the keys seen so far', () => {
  test('knows every key again, and tells keys and divisions apart', () => {
    const seen = new SeenKeys();
    const keys = Array.from({ length: 100_000 }, (_, index) => `1:KJ2023${String(index).padStart(6, '0')}`);
    const taken = keys.filter((key) => seen.add('990103', key));
    expect(taken).toEqual([]);
    expect(keys.every((key) => seen.add('990103', key))).toBe(true);
    expect(seen.add('990104', keys[0]!)).toBe(false);
    expect(seen.add('99010', `3${keys[0]!}`)).toBe(false);
  });
});
