import { expect, test } from '@jest/globals';
import { address } from '../../import/text/address.js';

test('an address is column letters and row number', () => {
  expect([address(5, 6), address(1, 26), address(2, 701), address(2, 702)]).toEqual(['G5', 'AA1', 'ZZ2', 'AAA2']);
});
