import { describe, expect, test } from '@jest/globals';
import type { ReadSheet } from '../read-folder.js';
import { type LaidCell, readLaidOut } from '../write-workbook.js';

type Rows = readonly (readonly LaidCell[])[];

async function read(name: string, rows: Rows): Promise<ReadSheet> {
  const [sheet] = await readLaidOut('台账.xlsx', [{ name, rows }]);
  return sheet!;
}

const FUNDS = ['序号', '资金名称', '资金级次', '承担单位', '下达金额（万元）', '下达日期'];
const fund = (at: number, level: string, organisation: string, amount: LaidCell): LaidCell[] => [
  at,
  `专项${at}`,
  level,
  organisation,
  amount,
  `2023-05-0${at}`,
];
const [A, B] = ['示例甲科技有限公司', '示例乙农牧发展有限责任公司'];

const funds = (rows: Rows) => read('2023年科技专项资金', [['2023年科技专项资金台账'], FUNDS, ...rows]);

/** The rows that were loaded and those that sum others; no other row may be left. */
function fates({ drafts, issues, rejected }: ReadSheet) {
  const told = issues.filter(({ code }) => code !== 'VALUE_ASSUMED' && code !== 'COLUMN_NOT_RECOGNIZED');
  return {
    loaded: drafts.map(({ row }) => row),
    told: told.map(({ code, row }) => `${code} ${row}`),
    rejected,
  };
}

describe('a numeral as the counter of a row above counted ones', () => {
  const ITEMS = ['序号', '项目单位', '支持事项', '下达金额（万元）', '备注'];
  const list = (rows: Rows) => read('2023年', [['2023年市级科技专项资金安排表'], ITEMS, ...rows]);

  test('titles them, and its figure is their sum', async () => {
    const sheet = await list([
      ['一', '研发平台建设', null, 30, null],
      [1, A, '技术中心', 10, null],
      [2, B, '重点实验室', 20, null],
      ['二', '成果转化', null, 6, null],
      [1, A, '中试', 5, null],
    ]);
    expect(fates(sheet)).toMatchObject({ loaded: [4, 5, 7], rejected: 0 });
    expect(fates(sheet).told.slice(0, 3)).toEqual(['TOTAL_ROW 3', 'TOTAL_ROW 6', 'TOTAL_MISMATCH 6']);
  });

  test('of numerals only counts records', async () => {
    const sheet = await list([
      ['一', A, null, 30, null],
      ['二', B, null, 6, null],
    ]);
    expect(fates(sheet)).toMatchObject({ loaded: [3, 4], rejected: 0 });
  });
});

describe('rows that a spreadsheet program adds to sum others are told and not loaded', () => {
  test('subtotals of 分类汇总 by level and by company, one within the other, and the total', async () => {
    const sheet = await funds([
      fund(1, '市级', A, 10),
      fund(2, '市级', A, 11),
      [null, null, null, `${A} 汇总`, 21],
      fund(3, '市级', B, 20),
      [null, null, null, `${B} 汇总`, 20],
      [null, null, '市级 汇总', null, 41],
      fund(4, '本级', B, 5),
      [null, null, null, `${B} 汇总`, 5],
      [null, null, '本级 汇总', null, 5],
      [null, null, '总计', null, 46],
    ]);
    expect(fates(sheet)).toEqual({
      loaded: [3, 4, 6, 9],
      told: [5, 7, 8, 10, 11, 12].map((row) => `TOTAL_ROW ${row}`),
      rejected: 0,
    });
  });

  test('subtotals whose count of rows is written in words', async () => {
    const sheet = await read('2022年', [
      ['2022年科技型中小企业入库台账'],
      ['入库月份', '企业名称', '入库登记编号'],
      ['4月', A, '202215990308000001'],
      ['4月 汇总', '1家', null],
      ['6月', B, '202215990308000010'],
      ['6月 汇总', '共1家', null],
      ['总计', '2家', null],
    ]);
    expect(fates(sheet)).toMatchObject({ loaded: [3, 5], rejected: 0 });
  });

  test('above their rows as well as below, and in English', async () => {
    const above = await funds([
      [null, null, null, `${A} 汇总`, 21],
      fund(1, '市级', A, 10),
      fund(2, '市级', A, 11),
      [null, null, null, `${B} Total`, 20],
      fund(3, '市级', B, 20),
      [null, null, null, 'Grand Total', 41],
    ]);
    expect(fates(above)).toEqual({
      loaded: [4, 5, 7],
      told: ['TOTAL_ROW 3', 'TOTAL_ROW 6', 'TOTAL_ROW 8'],
      rejected: 0,
    });
  });

  test('averages and counts, which are not held against the sum', async () => {
    const sheet = await funds([
      fund(1, '市级', A, 10),
      fund(2, '市级', A, 12),
      [null, null, null, `${A} 平均值`, 11],
      fund(3, '市级', B, 20),
      [null, null, null, `${B} 计数`, 1],
      [null, null, null, '总计平均值', 14],
    ]);
    expect(fates(sheet)).toEqual({ loaded: [3, 4, 6], told: [5, 7, 8].map((row) => `TOTAL_ROW ${row}`), rejected: 0 });
  });

  test.each(['汇总', '总计', '本年累计', '全区汇总', '汇总：'])('%s in the column of the counter', async (word) => {
    const sheet = await funds([fund(1, '市级', A, 10), fund(2, '市级', B, 12), [word, null, null, null, 22]]);
    expect(fates(sheet)).toEqual({ loaded: [3, 4], told: ['TOTAL_ROW 5'], rejected: 0 });
  });

  test('a wrong one is named', async () => {
    const sheet = await funds([fund(1, '市级', A, 10), fund(2, '市级', A, 12), [null, null, null, `${A} 汇总`, 25]]);
    expect(fates(sheet).told).toEqual(['TOTAL_ROW 5', 'TOTAL_MISMATCH 5']);
  });

  test('whatever they are called, if they are the sum and lack what all others have', async () => {
    const sheet = await funds([
      fund(1, '市级', A, 10),
      fund(2, '本级', B, 12.5),
      fund(3, '本级', B, 7),
      [null, null, null, '全年三批', 29.5],
    ]);
    expect(fates(sheet)).toEqual({ loaded: [3, 4, 5], told: ['TOTAL_ROW 6'], rejected: 0 });
    const unnamed = await funds([fund(1, '市级', A, 10), fund(2, '本级', B, 12.5), [null, null, null, null, 22.5]]);
    expect(fates(unnamed)).toEqual({ loaded: [3, 4], told: ['TOTAL_ROW 5'], rejected: 0 });
  });
});

describe('closing lines are no enterprises', () => {
  const list = (...closing: LaidCell[][]) =>
    read('2023年', [
      ['2023年科技型中小企业入库名单'],
      ['序号', '企业名称', '入库登记编号'],
      [1, '示例甲有限公司', '202315010308000001'],
      [2, '示例乙有限公司', '202315010308000002'],
      ...closing,
    ]);

  test.each([
    '共2家',
    '共计2家企业',
    '合计：2家',
    '2家',
    '总计 2 户',
    '以上共2家。',
    '共二家',
    '（共2家）',
    '以下空白',
    '——以下空白——',
    '本页完',
    '(空白)',
    '（以下无正文）',
  ])('%s in the column of names', async (text) => {
    const sheet = await list([null, text]);
    expect(sheet.drafts.map(({ row }) => row)).toEqual([3, 4]);
    expect(sheet.rejected).toBe(0);
    expect(sheet.issues.filter(({ row }) => row === 5).map(({ code }) => code)).toEqual([
      expect.stringMatching(/^(?:TOTAL|FOOTER|BLANK)_ROW$/),
    ]);
  });
});

describe('a record stays one', () => {
  test('with a name that ends like a total', async () => {
    const sheet = await funds([
      fund(1, '市级', A, 10),
      [2, '科技资源调查与数据汇总', '市级', B, 12, '2023-05-02'],
      [3, '科技统计年报汇总', '市级', '示例数据汇总', 10, null],
    ]);
    expect(sheet.drafts.map(({ row }) => row)).toEqual([3, 4, 5]);
  });

  test('with the sum of the others as its amount', async () => {
    const sheet = await funds([fund(1, '市级', A, 10), fund(2, '市级', B, 12), fund(3, '本级', A, 22)]);
    expect(sheet.drafts.map(({ row }) => row)).toEqual([3, 4, 5]);
  });

  test('where a ledger has nothing but names and amounts', async () => {
    const sheet = await read('2023年市级科技专项资金', [
      ['资金名称', '下达金额（万元）'],
      ['创新平台建设', 10],
      ['成果转化', 20],
      ['科普', 30],
      ['科技统计数据汇总', 12],
    ]);
    expect(sheet.drafts.map(({ row }) => row)).toEqual([2, 3, 4, 5]);
  });
});
