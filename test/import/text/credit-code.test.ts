import { expect, test } from '@jest/globals';
import { hasCheckDigit, isRegistrationNumber, looksLikeCreditCode } from '../../../import/text/credit-code.js';

test('the check digit follows GB 32100-2015', () => {
  expect(['91990103LC3CD608UY', '91350100M000100Y43', '12100000400010111P'].map(hasCheckDigit)).toEqual([
    true,
    true,
    false,
  ]);
  expect(hasCheckDigit('91990103LC3CD608UX')).toBe(false);
  expect(hasCheckDigit('91990103LC3CD608U')).toBe(false);
});

test('old registration numbers have fifteen digits', () => {
  expect(['150103000001234', '15010300000123', '91990103IC3CD608UY', '待补'].map(looksLikeCreditCode)).toEqual([
    true,
    false,
    false,
    false,
  ]);
});

test('an entry number of a small enterprise is no credit code', () => {
  expect(isRegistrationNumber('20209901030C349140')).toBe(true);
  expect(isRegistrationNumber('91990103LC3CD608UY')).toBe(false);
});
