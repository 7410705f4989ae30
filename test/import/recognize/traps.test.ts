import { expect, test } from '@jest/globals';
import type { Draft } from '../../../import/parse/draft.js';
import { address } from '../../../import/text/address.js';
import type { ReadSheet } from '../read-folder.js';
import { type LaidSheet, readLaidOut } from '../write-workbook.js';
import * as laid from './layouts/traps.js';

async function read(sheet: LaidSheet, more: Parameters<typeof readLaidOut>[2] = {}): Promise<ReadSheet> {
  const [only] = await readLaidOut('台账.xlsx', [sheet], more);
  if (only === undefined) throw new Error('The workbook has no sheet');
  return only;
}

function columns({ drafts }: ReadSheet, ...names: string[]): unknown[][] {
  return drafts.map(({ year, values }: Draft) => [year, ...names.map((name) => values[name] ?? null)]);
}

/** Code and place of each issue that is more than information. */
function complaints({ issues }: ReadSheet): string[] {
  const silent = new Set([
    'COLUMN_NOT_RECOGNIZED',
    'TOTAL_ROW',
    'GROUP_ROW',
    'FOOTER_ROW',
    'HEADING_REPEATED',
    'PERSONAL_DATA_DROPPED',
    'FIELD_ABSENT',
    'FIELD_NOT_LISTED',
  ]);
  return issues
    .filter((issue) => !silent.has(issue.code))
    .map((issue) =>
      issue.row === undefined || issue.column === undefined
        ? issue.code
        : `${issue.code} ${address(issue.row, issue.column)}`,
    );
}

test('what is planned, asked for, of last year or per head is not what was', async () => {
  const sheet = await read(laid.PLANS);
  expect(columns(sheet, 'name', 'accepted_date', 'end_date', 'grant', 'total_budget')).toEqual([
    [2023, '甲项目', '2023-07-01', null, '800000', null],
    [2023, '乙项目', null, null, '1500000', null],
    [2023, '丙项目', null, null, null, null],
  ]);
  expect(complaints(sheet)).toEqual([]);
});

test('a question asked the other way round is answered the other way round', async () => {
  expect(columns(await read(laid.FIRST_TIME), 'renewal', 'result', 'certificate_no')).toEqual([
    [2023, false, '通过', 'GR202315000456'],
    [2023, true, '通过', 'GR202315000457'],
    [2023, false, '未通过', null],
  ]);
});

test('a column 单位 that holds units gives each amount its own', async () => {
  const sheet = await read(laid.UNIT_COLUMN);
  expect(columns(sheet, 'level', 'organisation', 'amount')).toEqual([
    [2023, '自治区', '示例一有限公司', '120000000'],
    [2023, '市', '示例二有限公司', '350000'],
    [2023, '本级', '示例三有限公司', '48000'],
  ]);
});

test('two amounts that nothing tells apart are asked about', async () => {
  const sheet = await read(laid.TWO_AMOUNTS);
  expect(sheet.drafts).toEqual([]);
  expect(sheet.reading.candidates[0]?.ledger).toBe('funding');
  expect(sheet.issues).toMatchObject([{ code: 'COLUMN_AMBIGUOUS', column: 4 }]);
});

test('what a person settled is done', async () => {
  const held = await read(laid.VAGUE);
  expect(held.reading.recognition).toBeNull();
  expect(held.issues).toMatchObject([{ code: 'LEDGER_UNCERTAIN' }]);
  const settled = await read(laid.VAGUE, { settled: { ledger: 'funding', columns: { 名称: 'item', 单位: null } } });
  expect(columns(settled, 'item', 'organisation', 'date')).toEqual([
    [2023, '材料费', null, '2023-01-05'],
    [2023, '测试费', null, '2023-02-05'],
  ]);
});

test('outcomes of services, with a row for each village between', async () => {
  const sheet = await read(laid.SERVICES);
  expect(
    columns(
      sheet,
      'commissioner',
      'date',
      'date_end',
      'farmers_trained',
      'new_technologies',
      'income',
      'problems_solved',
    ),
  ).toEqual([
    [2022, '赵洋', '2022-03-02', '2022-03-02', '45', '2', '36000', '1'],
    [2022, '罗勇', '2022-05-01', '2022-05-10', '30', '1', null, '3'],
    [2022, '何芳', '2022-09-21', '2022-09-23', '12', '0', '15000', '0'],
  ]);
  expect(sheet.skipped).toBe(2);
});

test('targets of two years in the headings', async () => {
  expect(columns(await read(laid.TARGET_YEARS), 'indicator', 'unit', 'low', 'high', 'comparator', 'text')).toEqual([
    [2023, '新认定高新技术企业', '家', '5', null, '不少于', '≥5'],
    [2024, '新认定高新技术企业', '家', '6', '8', '区间', '6—8'],
    [2023, '研发经费投入强度', '%', '2.5', null, '等于', '2.5%'],
    [2024, '研发经费投入强度', '%', '2.6', null, '不少于', '2.6%以上'],
    [2023, '争取上级资金', '万元', '1000', null, '等于', '0.1亿元'],
    [2024, '争取上级资金', '万元', '1200', null, '等于', '1200'],
    [2023, '优化创新生态', null, null, null, '文字', '持续优化'],
    [2024, '优化创新生态', null, null, null, '文字', '持续优化'],
  ]);
});

test('each column keeps its own unit', async () => {
  expect(columns(await read(laid.MIXED_UNITS), 'revenue', 'rd_expense', 'rd_personnel')).toEqual([
    [2023, '125005000', '3450000', '25'],
    [2023, '88000000', '0', '0'],
  ]);
});

test('a unit that is nowhere is assumed aloud', async () => {
  const sheet = await read(laid.NO_UNIT);
  expect(columns(sheet, 'amount')).toEqual([
    [2023, '355000'],
    [2023, '200000'],
  ]);
  expect(sheet.issues).toContainEqual(
    expect.objectContaining({
      code: 'UNIT_ASSUMED',
      heading: '下达金额',
      params: expect.objectContaining({ unit: '万元' }),
    }),
  );
});

test('a bare number among amounts with units is asked about', async () => {
  const sheet = await read(laid.CELL_UNITS);
  expect(columns(sheet, 'demand').flat()).toEqual([
    2023,
    '30000000',
    2023,
    '120000000',
    2023,
    '5000000',
    2023,
    '8000000',
  ]);
  expect(complaints(sheet)).toEqual(['UNIT_MISSING C6']);
});

test('a bad cell costs its row, a merged sum counts once', async () => {
  const sheet = await read(laid.BAD_CELLS);
  expect(columns(sheet, 'name', 'amount')).toEqual([
    [2023, '甲合同', '1200000'],
    [2023, '乙合同', null],
    [2023, '己合同', '700000'],
  ]);
  expect([sheet.rejected, sheet.skipped]).toEqual([3, 1]);
  expect(complaints(sheet)).toEqual([
    'DATE_IMPOSSIBLE D5',
    'CELL_ERROR E6',
    'FIGURE_UNREADABLE E7',
    'TOTAL_UNCHECKED E9',
    'FIGURE_MERGED E3',
  ]);
});

test('a sum above its rows is checked in the unit of the sheet', async () => {
  const sheet = await read(laid.SUM_ON_TOP);
  expect(columns(sheet, 'crop', 'place', 'area', 'plants')).toEqual([
    [2022, '桃树', '石桥村', '150', '10000'],
    [2022, '柴胡', '东河村', '307.5', '5000'],
  ]);
  expect(complaints(sheet)).toEqual([]);
});

test('a division that is not known rejects its row, a township does not move it', async () => {
  const sheet = await read(laid.PLACES);
  expect(sheet.drafts.map(({ division, year, values }) => [division, year, values['item']])).toEqual([
    ['990103', 2022, '甲专项'],
    ['990103', 2023, '乙专项'],
  ]);
  expect(complaints(sheet)).toEqual(['YEAR_MISMATCH A4', 'DIVISION_UNRESOLVED B5', 'VALUE_ASSUMED']);
});

test('codes are checked, and a malformed one is not stored', async () => {
  const sheet = await read(laid.CODES);
  expect(columns(sheet, 'credit_code').map(([, code]) => code)).toEqual([
    '91990103LC3CD608UX',
    '150103000001234',
    null,
    null,
  ]);
  expect(complaints(sheet)).toEqual([
    'CREDIT_CODE_CHECK B3',
    'DATES_REVERSED D3',
    'MARKED_DUPLICATE A5',
    'CREDIT_CODE_FORM B6',
  ]);
});
