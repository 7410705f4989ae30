import { describe, expect, test } from '@jest/globals';
import type { ReadContext } from '../../../import/parse/read-context.js';
import type { ReadSheet } from '../read-folder.js';
import { type LaidCell, type LaidSheet, readLaidOut } from '../write-workbook.js';

async function read(
  rows: LaidSheet['rows'],
  merges: string[] = [],
  more: Partial<ReadContext & { settled: object }> = {},
) {
  const [only] = await readLaidOut('台账.xlsx', [{ name: 'Sheet1', rows, merges }], more);
  return only!;
}

function columns({ drafts }: ReadSheet, ...names: string[]): unknown[][] {
  return drafts.map(({ year, values }) => [year, ...names.map((name) => values[name] ?? null)]);
}

const complaints = ({ issues }: ReadSheet) => issues.flatMap(({ code }) => (code.startsWith('FIELD_') ? [] : [code]));

const TRAININGS = ['培训名称', '培训地点', '参加人数'];
const training = (name: string): LaidCell[] => [name, '政务中心', 50];

describe('a date in columns of its parts is one', () => {
  test('with the year and month merged over their rows, and all cells kept', async () => {
    const sheet = await read(
      [
        ['科技培训情况表'],
        ['序号', '年', '月', '日', ...TRAININGS],
        [1, 2022, 3, 5, ...training('高企申报培训')],
        [2, null, null, 12, ...training('科小评价培训')],
        [3, null, '9月', '下旬', ...training('研发归集培训')],
        [4, 2023, '四', null, ...training('技术合同培训')],
      ],
      ['B3:B5', 'C3:C4'],
    );
    expect(columns(sheet, 'date', 'date_end', 'date_precision')).toEqual([
      [2022, '2022-03-05', '2022-03-05', 'day'],
      [2022, '2022-03-12', '2022-03-12', 'day'],
      [2022, '2022-09-21', '2022-09-30', 'xun'],
      [2023, '2023-04-01', '2023-04-30', 'month'],
    ]);
    expect(sheet.drafts[0]?.cells).toMatchObject({
      letters: ['A', 'B', 'C', 'D', 'E', 'F', 'G'],
      texts: ['1', '2022', '3', '5', '高企申报培训', '政务中心', '50'],
    });
    expect(complaints(sheet)).toEqual([]);
  });

  test('several of a row, under headings that name their events', async () => {
    const sheet = await read(
      [
        ['科技计划项目台账'],
        ['项目名称', '承担单位', '申报时间', null, null, '立项时间', null],
        [null, null, '年', '月', '日', '年', '月'],
        ['草莓新品种选育', '示例甲科技有限公司', 2022, 11, 8, 2023, 3],
        ['稀土电机研制', '示例乙科技有限公司', 2022, 12, 1, 2023, 4],
      ],
      ['A2:A3', 'B2:B3', 'C2:E2', 'F2:G2'],
    );
    expect(columns(sheet, 'applied_date', 'approved_date', 'approved_date_precision')).toEqual([
      [expect.anything(), '2022-11-08', '2023-03-01', 'month'],
      [expect.anything(), '2022-12-01', '2023-04-01', 'month'],
    ]);
  });

  test('named by one word: 立项年 | 立项月', async () => {
    const sheet = await read([
      ['科技计划项目台账'],
      ['项目名称', '承担单位', '立项年', '立项月'],
      ['草莓新品种选育', '示例甲科技有限公司', 2023, 3],
      ['稀土电机研制', '示例乙科技有限公司', 2023, 4],
    ]);
    expect(columns(sheet, 'approved_date')).toEqual([
      [2023, '2023-03-01'],
      [2023, '2023-04-01'],
    ]);
  });

  test('without a year it takes the sheet’s', async () => {
    const sheet = await read([
      ['2022年科技培训情况表'],
      ['序号', '月', '日', ...TRAININGS],
      [1, 3, 5, ...training('高企申报培训')],
      [2, 9, '6-8', ...training('科小评价培训')],
    ]);
    expect(columns(sheet, 'date', 'date_end')).toEqual([
      [2022, '2022-03-05', '2022-03-05'],
      [2022, '2022-09-06', '2022-09-08'],
    ]);
  });

  test('of whole dates whose formats show a part each', async () => {
    const shown = (format: string): LaidCell => ({ number: 44986, format });
    const sheet = await read([
      ['科技培训情况表'],
      ['序号', '年', '月', '日', ...TRAININGS],
      [1, shown('yyyy'), shown('m'), shown('d'), ...training('高企申报培训')],
    ]);
    expect(columns(sheet, 'date')).toEqual([[2023, '2023-03-01']]);
  });

  test('one whose parts are no day or an error rejects its row', async () => {
    const sheet = await read([
      ['科技培训情况表'],
      ['序号', '年', '月', '日', ...TRAININGS],
      [1, 2022, 3, 5, ...training('高企申报培训')],
      [2, 2022, 2, 30, ...training('科小评价培训')],
      [3, 2022, { error: '#N/A' }, 1, ...training('研发归集培训')],
    ]);
    expect(columns(sheet, 'date')).toEqual([[2022, '2022-03-05']]);
    expect(complaints(sheet)).toEqual(['DATE_IMPOSSIBLE', 'CELL_ERROR']);
  });

  test('a person may keep the columns apart', async () => {
    const rows: LaidSheet['rows'] = [
      ['2022年科技培训情况表'],
      ['序号', '年', '月', '日', ...TRAININGS],
      [1, 2022, 3, 5, ...training('高企申报培训')],
    ];
    const sheet = await read(rows, [], { settled: { columns: { 年: null } } });
    expect(columns(sheet, 'date')).toEqual([[2022, null]]);
  });

  test('a ledger without such a date keeps its year', async () => {
    const sheet = await read([
      ['特色产业种植情况'],
      ['年', '月', '作物', '种植地点', '面积（亩）'],
      [2022, 3, '草莓', '石桥村', 100],
      [2023, 4, '草莓', '石桥村', 80],
    ]);
    expect(columns(sheet, 'crop', 'place')).toEqual([
      [2022, '草莓', '石桥村'],
      [2023, '草莓', '石桥村'],
    ]);
  });
});

describe('a township is a place', () => {
  test('of a crop: two that grow it are two records', async () => {
    const sheet = await read(
      [
        ['2022年特色产业种植情况'],
        ['序号', '乡镇（街道）', '作物', '面积（亩）'],
        [1, '石桥镇', '草莓', 100],
        [2, null, '黄芪', 50],
        [3, '柳林镇', '草莓', 80],
      ],
      ['B3:B4'],
    );
    expect(columns(sheet, 'place', 'crop')).toEqual([
      [2022, '石桥镇', '草莓'],
      [2022, '石桥镇', '黄芪'],
      [2022, '柳林镇', '草莓'],
    ]);
    expect(new Set(sheet.drafts.map(({ keys }) => keys[0])).size).toBe(3);
  });

  test('before its village, as villages of two townships may have one name', async () => {
    const sheet = await read([
      ['2022年特色产业种植情况'],
      ['序号', '所属乡镇', '村', '作物', '面积（亩）'],
      [1, '石桥镇', '新民村', '草莓', 100],
      [2, '柳林镇', '新民村', '草莓', 80],
      [3, '柳林镇', '柳林镇前进村', '草莓', 30],
      [4, '柳林镇', null, '草莓', 20],
    ]);
    expect(columns(sheet, 'place')).toEqual([
      [2022, '石桥镇新民村'],
      [2022, '柳林镇新民村'],
      [2022, '柳林镇前进村'],
      [2022, '柳林镇'],
    ]);
    expect(new Set(sheet.drafts.map(({ keys }) => keys[0])).size).toBe(4);
  });

  test('of a training that has no other, and left out without a word beside one', async () => {
    const only = await read([
      ['2022年科技培训台账'],
      ['培训名称', '培训时间', '街道', '参加人数'],
      ['高企申报培训', '2022年3月5日', '东风街道', 50],
    ]);
    expect(columns(only, 'venue')).toEqual([[2022, '东风街道']]);
    const beside = await read([
      ['2022年科技培训台账'],
      ['培训名称', '培训时间', '街道', '培训地点', '参加人数'],
      ['高企申报培训', '2022年3月5日', '东风街道', '政务中心', 50],
    ]);
    expect(columns(beside, 'venue')).toEqual([[2022, '政务中心']]);
    expect(complaints(beside)).toEqual([]);
  });
});
