import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { compare, decimalOf, decimals, DecimalSum, plain, round, shift, times } from '../../../import/text/decimal.js';

test('a number has the digits that Excel shows', () => {
  expect(decimalOf(4210880.1)).toBe('4210880.1');
  expect(decimalOf(0.1 + 0.2)).toBe('0.3');
  expect(decimalOf(1e21)).toBe('1000000000000000000000');
  expect(decimalOf(1.5e-7)).toBe('0.00000015');
  expect(decimalOf(-0)).toBe('0');
  expect(decimalOf(154.57, '154.57')).toBe('154.57');
  expect(decimalOf(4210880.1, '4210880.0999999996')).toBe('4210880.1');
});

test('the point moves without an error', () => {
  expect(shift('154.57', 4)).toBe('1545700');
  expect(shift('280453.3', 3)).toBe('280453300');
  expect(shift('0.00012', 8)).toBe('12000');
  expect(shift('12.5', -4)).toBe('0.00125');
  expect(shift('-3.14', 1)).toBe('-31.4');
  expect(shift('0', 8)).toBe('0');
});

test('other spellings of a decimal become the plain one', () => {
  expect(['+1.50', '007', '.5', '1.20E3', '5e-3', '-0.0'].map(plain)).toEqual([
    '1.5',
    '7',
    '0.5',
    '1200',
    '0.005',
    '0',
  ]);
  expect(() => plain('1,2')).toThrow('Not a decimal');
});

test('sums, products, rounding and order are exact', () => {
  const sum = new DecimalSum();
  for (const addend of ['0.1', '0.2', '-0.3', '1000000000000000.01']) sum.add(addend);
  expect(sum.toString()).toBe('1000000000000000.01');
  expect(times('2.5', 15)).toBe('37.5');
  expect(round('13.6545', 2)).toBe('13.65');
  expect(round('-0.005', 2)).toBe('-0.01');
  expect(compare('10', '9.99')).toBe(1);
  expect(decimals('1.205')).toBe(3);
});

test('moving the point there and back changes nothing', () => {
  fc.assert(
    fc.property(
      fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n }),
      fc.integer({ min: -12, max: 12 }),
      (units, places) => {
        const decimal = units.toString();
        expect(shift(shift(decimal, places), -places)).toBe(decimal);
      },
    ),
  );
});
