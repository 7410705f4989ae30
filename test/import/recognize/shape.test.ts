import { expect, test } from '@jest/globals';
import { traitsOf } from '../../../import/recognize/shape.js';

const isPhone = (text: string) => traitsOf({ kind: 'text', text })?.has('phone') ?? false;

test('an amount of seven or eight digits is no telephone number', () => {
  expect(['1234567', '12345678', '1000001'].filter(isPhone)).toEqual([]);
});

test('a mobile number, and a telephone number with its area code, are', () => {
  expect(['13812345678', '138-1234-5678', '0471-1234567', '010-12345678'].filter((text) => !isPhone(text))).toEqual([]);
});
