import { expect, test } from '@jest/globals';
import type { Draft } from '../../../import/parse/draft.js';
import type { ReadSheet } from '../read-folder.js';
import { type LaidSheet, readLaidOut } from '../write-workbook.js';
import * as laid from './layouts/more.js';

async function read(sheet: LaidSheet): Promise<ReadSheet> {
  const [only] = await readLaidOut('台账.xlsx', [sheet]);
  if (only === undefined) throw new Error('The workbook has no sheet');
  return only;
}

function columns({ drafts }: ReadSheet, ...names: string[]): unknown[][] {
  return drafts.map(({ year, values }: Draft) => [year, ...names.map((name) => values[name] ?? null)]);
}

test('money received and paid on side by side are two flows, and a phone number stays out of remarks', async () => {
  const sheet = await read(laid.FLOWS_BESIDE);
  expect(columns(sheet, 'item', 'level', 'flow', 'amount', 'remark')).toEqual([
    [2023, '甲项目', '市', '下达', '1000000', null],
    [2023, '甲项目', '市', '拨付', '600000', null],
    [2023, '乙项目', '市', '下达', '500000', '联系人王五***'],
  ]);
  expect(JSON.stringify(sheet.drafts)).not.toContain('13812345678');
});

test('levels below one heading are told apart by the second row, and equal headings by nothing', async () => {
  expect(columns(await read(laid.LEVELS_BELOW), 'item', 'level', 'amount')).toEqual([
    [2023, '甲项目', '国家', '500000'],
    [2023, '甲项目', '市', '300000'],
    [2023, '甲项目', '本级', '100000'],
    [2023, '乙项目', '市', '120000'],
    [2023, '乙项目', '本级', '80000'],
  ]);
  const unnamed = await read(laid.LEVELS_UNNAMED);
  expect(unnamed.drafts).toEqual([]);
  expect(unnamed.issues).toContainEqual(expect.objectContaining({ code: 'COLUMN_AMBIGUOUS', column: 3 }));
});

test('a column headed as the source that holds levels is the level', async () => {
  expect(columns(await read(laid.LEVELS_AS_SOURCE), 'level', 'flow', 'amount')).toEqual([
    [2023, '自治区', '下达', '1200000'],
    [2023, '市', '下达', '600000'],
    [2023, '本级', '追加', '250000'],
  ]);
  const source = await read({
    ...laid.LEVELS_AS_SOURCE,
    rows: laid.LEVELS_AS_SOURCE.rows.map((row, at) =>
      row.with(1, at === 0 ? '资金来源' : ['中央财政', '市财政'][at % 2]!),
    ),
  });
  expect(columns(source, 'level', 'source', 'flow')).toEqual([
    [2023, null, '市财政', '下达'],
    [2023, null, '中央财政', '下达'],
    [2023, null, '市财政', '追加'],
  ]);
});

test('a sum beside the levels is checked and not loaded', async () => {
  const sheet = await read(laid.WRONG_ROW_SUM);
  expect(sheet.drafts).toHaveLength(6);
  expect(sheet.issues).toContainEqual(
    expect.objectContaining({ code: 'ROW_TOTAL_MISMATCH', row: 5, column: 5, text: '7', params: { computed: '6' } }),
  );
  expect(sheet.issues.filter((issue) => issue.code === 'ROW_TOTAL_MISMATCH')).toHaveLength(1);
});

test('a commissioner who has not signed has no letter of responsibility', async () => {
  expect(columns(await read(laid.SIGNED_OR_NOT), 'commissioner', 'kind', 'contract_type', 'end_date')).toEqual([
    [2023, '赵洋', '自然人', '责任状', '2024-12-31'],
    [2023, '罗勇', '自然人', '未签订', '2024-12-31'],
    [2023, '示例合作社', '法人', '责任状', '2023-12-31'],
  ]);
});

test('group rows date the rows under them', async () => {
  const sheet = await read(laid.GROUP_YEARS);
  expect(columns(sheet, 'crop', 'area')).toEqual([
    [2021, '桃树', '120'],
    [2022, '桃树', '150.5'],
    [2022, '野菊', '30'],
  ]);
  expect([sheet.rejected, sheet.skipped]).toEqual([0, 3]);
});

test('of a span of validity the last day counts, and three years where there is none', async () => {
  expect(columns(await read(laid.VALIDITY), 'issued_date', 'valid_until')).toEqual([
    [2022, '2022-12-14', '2025-12-13'],
    [2022, '2022-12-14', '2025-12-13'],
    [2022, '2022-12-14', '2025-12-13'],
  ]);
});

test('problems counted in Chinese numerals are problems, and 无 is none', async () => {
  const sheet = await read(laid.PROBLEMS);
  expect(columns(sheet, 'text', 'status', 'closed_date')).toEqual([
    [2022, '创新意识弱', '整改中', '2023-06-21'],
    [2022, '产业分散', '已解决', '2022-12-01'],
  ]);
  expect(sheet.skipped).toBe(1);
});

test('loans under a heading that names their unit', async () => {
  expect(columns(await read(laid.LOANS), 'bank', 'demand', 'credit', 'granted')).toEqual([
    [2023, '示例农商行', '30000000', '25000000', '20000000'],
    [2023, '示例建行', '120000000', null, '0'],
  ]);
});

test('a half year is not taken for the year', async () => {
  expect(
    columns(await read(laid.HALF_YEAR), 'indicator', 'period', 'unit', 'value', 'previous', 'published_rate'),
  ).toEqual([
    [2024, '技术合同成交额', '上半年', '万元', '6471.85', '5980.97', '8.2'],
    [2024, '其中：技术开发', '上半年', '万元', '2052.45', '0', null],
    [2024, '高企数（家）', '上半年', '家', '60', '51', '17.6'],
  ]);
});
