import { expect, test } from '@jest/globals';
import type { TotalFigure } from '../../../import/parse/row-checks.js';
import type { SummedColumn } from '../../../import/parse/summed-column.js';
import { TotalCheck } from '../../../import/validate/totals.js';

const wan: SummedColumn = { column: 6, heading: '金额（万元）', unit: '万元', power: 4, factor: 1 };
const figure = (value: string, text: string, column = wan): TotalFigure => ({ column, value, text });

function checkOf(...values: (string | null)[]): TotalCheck {
  const check = new TotalCheck('表');
  for (const value of values) check.add(6, value, value === null);
  return check;
}

test('a right total says nothing, and neither does one rounded to the decimals it shows', () => {
  expect(
    checkOf('1035800', '36170800').total({ row: 9, kind: 'total', figures: [figure('37206600', '3720.66')] }),
  ).toEqual([]);
  expect(
    checkOf('1035800', '36170800').total({ row: 9, kind: 'total', figures: [figure('37207000', '3720.7')] }),
  ).toEqual([]);
});

test('a wrong total names the cell, the figure and the sum', () => {
  expect(checkOf('1000000', '2000000').total({ row: 9, kind: 'total', figures: [figure('3100000', '310')] })).toEqual([
    {
      code: 'TOTAL_MISMATCH',
      sheet: '表',
      row: 9,
      column: 6,
      heading: '金额（万元）',
      text: '310',
      params: { computed: '300' },
      sum: { stated: '310', computed: '300', unit: '万元', divisions: [], years: [] },
    },
  ]);
});

test('with a masked figure among the rows the total cannot be checked', () => {
  expect(checkOf('1000000', null).total({ row: 9, kind: 'total', figures: [figure('3100000', '310')] })[0]?.code).toBe(
    'TOTAL_UNCHECKED',
  );
});

test('a subtotal checks its group, the total everything', () => {
  const check = checkOf('10000', '20000');
  expect(check.total({ row: 4, kind: 'subtotal', figures: [figure('30000', '3')] })).toEqual([]);
  check.add(6, '40000', false);
  expect(check.total({ row: 6, kind: 'subtotal', figures: [figure('40000', '4')] })).toEqual([]);
  expect(check.total({ row: 7, kind: 'total', figures: [figure('70000', '7')] })).toEqual([]);
  expect(check.finish()).toEqual([]);
});

test('a subtotal below another is that of the groups above', () => {
  const check = checkOf('10000', '20000');
  expect(check.total({ row: 4, kind: 'subtotal', figures: [figure('30000', '3')] })).toEqual([]);
  check.add(6, '40000', false);
  expect(check.total({ row: 6, kind: 'subtotal', figures: [figure('40000', '4')] })).toEqual([]);
  expect(check.total({ row: 7, kind: 'subtotal', figures: [figure('70000', '7')] })).toEqual([]);
  check.add(6, '50000', false);
  expect(check.total({ row: 9, kind: 'subtotal', figures: [figure('50000', '5')] })).toEqual([]);
  expect(check.total({ row: 10, kind: 'subtotal', figures: [figure('50000', '5')] })).toEqual([]);
  expect(check.finish()).toEqual([]);
});

test('a wrong total knows of which divisions and years its rows are, a subtotal of those of its group', () => {
  const check = checkOf('10000');
  check.cover([{ division: '990104', year: 2022 }]);
  expect(check.total({ row: 3, kind: 'subtotal', figures: [figure('20000', '2')] })).toMatchObject([
    { sum: { divisions: ['990104'], years: [2022] } },
  ]);
  check.add(6, '40000', false);
  check.cover([{ division: '990103', year: 2021 }]);
  expect(check.total({ row: 5, kind: 'subtotal', figures: [figure('50000', '5')] })).toMatchObject([
    { sum: { stated: '5', computed: '4', divisions: ['990103'], years: [2021] } },
  ]);
  expect(check.total({ row: 6, kind: 'total', figures: [figure('60000', '6')] })).toMatchObject([
    { sum: { stated: '6', computed: '5', divisions: ['990103', '990104'], years: [2021, 2022] } },
  ]);
});

test('totals above their rows are checked when the rows have come', () => {
  const check = new TotalCheck('表');
  expect(check.total({ row: 3, kind: 'total', figures: [figure('50000', '5')] })).toEqual([]);
  check.add(6, '20000', false);
  check.add(6, '20000', false);
  expect(check.finish()).toMatchObject([{ code: 'TOTAL_MISMATCH', row: 3, params: { computed: '4' } }]);
});

test('公顷 are compared with the 亩 that are stored', () => {
  const area: SummedColumn = { column: 6, heading: '面积（公顷）', unit: '公顷', power: 0, factor: 15 };
  const check = checkOf('150', '307.5');
  expect(check.total({ row: 9, kind: 'total', figures: [figure('457.5', '30.5', area)] })).toEqual([]);
  expect(check.total({ row: 9, kind: 'total', figures: [figure('600', '40', area)] })).toMatchObject([
    { params: { computed: '30.5' } },
  ]);
});
