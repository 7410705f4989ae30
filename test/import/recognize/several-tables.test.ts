import { describe, expect, test } from '@jest/globals';
import type { Draft } from '../../../import/parse/draft.js';
import type { ReadSheet } from '../read-folder.js';
import { type LaidSheet, readLaidOut } from '../write-workbook.js';
import * as tables from './layouts/several-tables.js';
import * as units from './layouts/units.js';

async function read(sheet: LaidSheet, more: Parameters<typeof readLaidOut>[2] = {}): Promise<ReadSheet> {
  const [only] = await readLaidOut('台账.xlsx', [sheet], more);
  if (only === undefined) throw new Error('The workbook has no sheet');
  return only;
}

function columns({ drafts }: ReadSheet, ...names: string[]): unknown[][] {
  return drafts.map(({ values }: Draft) => names.map((name) => values[name] ?? null));
}

/** Rows and codes of the errors. */
const SILENT = new Set([
  'GROUP_ROW',
  'TOTAL_ROW',
  'FOOTER_ROW',
  'HEADING_REPEATED',
  'VALUE_ASSUMED',
  'COLUMN_NOT_RECOGNIZED',
  'FIELD_ABSENT',
  'FIELD_NOT_LISTED',
  'FIELD_LIMITED',
]);
function complaints({ issues }: ReadSheet): string[] {
  return issues.filter(({ code }) => !SILENT.has(code)).map(({ code, row }) => `${code} ${row ?? ''}`.trim());
}

describe('tables that share a sheet', () => {
  test('one whose columns stand in another order ends the first, and is read by its own', async () => {
    const sheet = await read(tables.REORDERED_BELOW);
    expect(columns(sheet, 'item', 'amount')).toEqual([
      ['专项一', '200000'],
      ['专项二', '450000'],
    ]);
    expect(complaints(sheet)).toEqual([]);
    const below = sheet.below!;
    expect(below.reading.name).toBe('2023（第2张表）');
    expect(columns(below, 'item', 'amount')).toEqual([
      ['本级专项甲', '300000'],
      ['本级专项乙', '150000'],
    ]);
    expect(below.drafts.map(({ row, year }) => [row, year])).toEqual([
      [8, 2023],
      [9, 2023],
    ]);
    expect(complaints(below)).toEqual([]);
  });

  test('of another ledger each is read as its own, with the year of the title above both', async () => {
    const sheet = await read(tables.LEDGERS_BELOW);
    const below = sheet.below!;
    const last = below.below!;
    expect([sheet, below, last].map(({ reading }) => reading.recognition?.ledger.id)).toEqual([
      'commissioner-contract',
      'commissioner-service',
      'activity',
    ]);
    expect([sheet, below, last].map(({ drafts }) => drafts.map(({ year, row }) => [year, row]))).toEqual([
      [
        [2023, 4],
        [2023, 5],
      ],
      [[2023, 9]],
      [[2023, 13]],
    ]);
    expect(last.drafts[0]!.values).toMatchObject({ kind: '科普', title: '科技活动周' });
  });

  test.each([
    ['one level', tables.YEARS_BELOW],
    ['two levels', tables.YEARS_BELOW_IN_LEVELS],
  ])('one with equal headings, of %s, is read with the first, though a column is empty', async (_, laid) => {
    const sheet = await read(laid);
    expect(
      sheet.drafts.map(({ year, values }) => [year, values['item'], values['organisation'], values['amount']]),
    ).toEqual([
      [2022, '专项一', '示例甲科技有限公司', '200000'],
      [2022, '专项二', '示例乙科技有限公司', '300000'],
      [2023, '专项一', '示例甲科技有限公司', '250000'],
      [2023, '专项三', '示例丙科技有限公司', '350000'],
    ]);
    expect(complaints(sheet)).toEqual([]);
  });

  test('headings in words of their own are known by standing where figures and dates stood', async () => {
    const sheet = await read(tables.OTHER_WORDS_BELOW);
    expect(columns(sheet, 'enterprise', 'demand')).toEqual([
      ['示例甲科技有限公司', '5000000'],
      ['示例乙股份有限公司', '3000000'],
    ]);
    expect(complaints(sheet)).toEqual([]);
    expect(sheet.below!.reading.recognition).toBeNull();
    expect(complaints(sheet.below!).filter((told) => told.startsWith('TABLE'))).toEqual([
      'TABLE_FOLLOWS 7',
      'TABLE_FOLLOWS 8',
    ]);
  });

  test('side by side they are not read', async () => {
    const sheet = await read(tables.BESIDE);
    expect(sheet.reading.recognition).toBeNull();
    expect(sheet.issues).toMatchObject([{ code: 'TABLES_SIDE_BY_SIDE', column: 5, heading: '季度' }]);
  });

  test('years side by side are asked about where a row is of one year', async () => {
    const sheet = await read(tables.YEARS_BESIDE);
    expect(sheet.reading.recognition).toBeNull();
    expect(sheet.issues).toMatchObject([{ code: 'COLUMN_AMBIGUOUS', column: 3 }]);
  });

  test('records above the headings are named', async () => {
    const sheet = await read(tables.RECORDS_ABOVE);
    expect(columns(sheet, 'item')).toEqual([['专项一']]);
    expect(sheet.issues[0]).toMatchObject({ code: 'ROWS_ABOVE_HEADING', row: 1, params: { first: 4, count: 3 } });
  });
});

describe('units wherever they stand', () => {
  test('in a line under the headings, above the column numbers', async () => {
    const sheet = await read(units.UNIT_LINE);
    expect(columns(sheet, 'enterprise', 'revenue', 'rd_expense')).toEqual([
      ['示例甲科技有限公司', '120000000', '3600000'],
      ['示例乙股份有限公司', '54000000', '0'],
    ]);
    expect(complaints(sheet)).toEqual([]);
  });

  test('in a note under the rows', async () => {
    expect(columns(await read(units.UNIT_BELOW), 'revenue', 'rd_expense')).toEqual([['120000000', '3600000']]);
  });

  test('a title that says another than the heading over its rows leaves them out', async () => {
    const sheet = await read(units.UNIT_CONTRADICTED);
    expect(columns(sheet, 'item', 'amount')).toEqual([['专项一', '200000']]);
    expect(complaints(sheet)).toEqual(['UNIT_CONTRADICTED 4']);
  });

  test('in a caption beside the units of what is counted', async () => {
    expect(columns(await read(units.UNITS_LISTED), 'demand', 'granted')).toEqual([['500000', '200000']]);
  });

  test('in a title between the rows, until one of its rank ends it, or in a repeated heading', async () => {
    const sheet = await read(tables.UNITS_CHANGE);
    expect(columns(sheet, 'item', 'amount')).toEqual([
      ['专项一', '200000'],
      ['专项二', '150000'],
      ['专项三', '70000'],
      ['专项四', '90000'],
    ]);
    expect(complaints(sheet)).toEqual([]);
  });

  test('in a sentence about the amounts without one', async () => {
    expect(columns(await read(units.UNIT_SPOKEN), 'demand', 'granted')).toEqual([
      ['5000000', '3000000'],
      ['120000000', '0'],
      ['800000', '500000'],
    ]);
  });

  test('an amount without one among others with is rejected where nothing says it', async () => {
    const sheet = await read(units.UNIT_UNSPOKEN);
    expect(columns(sheet, 'demand')).toEqual([['5000000'], ['120000000']]);
    expect(complaints(sheet)).toEqual(['UNIT_MISSING 5', 'UNIT_MISSING 5']);
  });

  test('a column that could be in yuan as well as in 万元 is asked about, and read in the unit that a person names', async () => {
    const asked = await read(units.UNIT_NOWHERE);
    expect(asked.reading.recognition).toBeNull();
    expect(asked.issues).toMatchObject([{ code: 'UNIT_UNKNOWN', column: 3, params: { field: 'amount' } }]);
    const settled = { ledger: 'funding', columns: { 下达金额: 'amount:元' } };
    expect(columns(await read(units.UNIT_NOWHERE, { settled }), 'amount')).toEqual([['60000'], ['35000']]);
  });

  test('a percentage is no amount', async () => {
    const sheet = await read(units.PERCENT);
    expect(columns(sheet, 'amount')).toEqual([['120000']]);
    expect(complaints(sheet)).toEqual(['UNIT_MISMATCH 2']);
  });
});

test('sums in whatever words and column are no records', async () => {
  const sheet = await read(units.SUMS_BETWEEN);
  expect(columns(sheet, 'item', 'amount')).toEqual([
    ['专项一', '200000'],
    ['专项二', '300000'],
  ]);
  expect([sheet.rejected, sheet.skipped]).toEqual([0, 5]);
});

test('a figure by level whose level nobody can tell is asked about, since the sum would be short without it', async () => {
  const sheet = await read(units.MEMBER_UNKNOWN);
  expect(sheet.reading.recognition).toBeNull();
  expect(sheet.issues).toMatchObject([{ code: 'MEMBER_UNKNOWN', column: 4, heading: '咱们的' }]);
  const settled = { ledger: 'funding', columns: { 咱们的: null } };
  expect(columns(await read(units.MEMBER_UNKNOWN, { settled }), 'level')).toHaveLength(4);
});

test('yes and no under a heading of its own are no result', async () => {
  const sheet = await read(units.ANOTHER_QUESTION);
  expect(columns(sheet, 'certificate_no', 'result')).toEqual([
    ['GR202215000111', null],
    ['GR202015000222', null],
  ]);
  expect(complaints(sheet)).toEqual([]);
});

test('a row that counts events is not taken for one', async () => {
  const sheet = await read(units.SUMMARY);
  expect(sheet.reading.recognition).toBeNull();
  expect(sheet.issues).toMatchObject([{ code: 'ROWS_ARE_SUMS', heading: '举办场次' }]);
});
