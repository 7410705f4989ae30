import { expect, test } from '@jest/globals';
import { NAMES } from '../../import/text/division-book.js';
import { todaysCodes } from '../../src/entities/division-change.js';
import { SHIPPED_CHANGES } from '../../src/entities/shipped-changes.js';

const changes = new Map(SHIPPED_CHANGES.map((change) => [change.old, change.new]));

test('every former county of the data file is listed once, with its source, and its area is in divisions of today', () => {
  expect(SHIPPED_CHANGES).toHaveLength(changes.size);
  expect(SHIPPED_CHANGES.filter(({ old }) => old in NAMES)).toEqual([]);
  expect([...changes.keys()].filter((code) => todaysCodes(code, changes).some((each) => !(each in NAMES)))).toEqual([]);
  const complete = /^(19|20)\d{2}(-\d{2}-\d{2})?$/u;
  expect(
    SHIPPED_CHANGES.filter(({ since, source, name }) => !complete.test(since) || source === '' || name === ''),
  ).toEqual([]);
});

test('changes are followed to the codes of today', () => {
  expect(todaysCodes('371202', changes)).toEqual(['370116']);
  expect(todaysCodes('370181', changes)).toEqual(['370114']);
  expect(todaysCodes('130323', changes)).toEqual(['130302', '130304', '130306']);
  expect(todaysCodes('370102', changes)).toEqual(['370102']);
  expect(
    todaysCodes(
      '1',
      new Map([
        ['1', ['2']],
        ['2', ['1', '3']],
      ]),
    ),
  ).toEqual(['3']);
});
