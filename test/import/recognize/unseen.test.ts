import { describe, expect, test } from '@jest/globals';
import type { Draft } from '../../../import/parse/draft.js';
import type { ReadSheet } from '../read-folder.js';
import { type LaidSheet, readLaidOut } from '../write-workbook.js';
import * as laid from './layouts/index.js';

async function read(sheet: LaidSheet, fileName = '台账.xlsx'): Promise<ReadSheet> {
  const [only] = await readLaidOut(fileName, [sheet]);
  if (only === undefined) throw new Error('The workbook has no sheet');
  return only;
}

/** The year and the given columns of each draft. */
function columns({ drafts }: ReadSheet, ...names: string[]): unknown[][] {
  return drafts.map(({ year, values }: Draft) => [year, ...names.map((name) => values[name] ?? null)]);
}

const codes = ({ issues }: ReadSheet): string[] => [...new Set(issues.map((issue) => issue.code))].sort();

describe('ledgers in words and layouts of their own', () => {
  test("a city's training classes: other words, days in dots, figures in words", async () => {
    const sheet = await read(laid.CITY_TRAININGS);
    expect(sheet.reading.recognition?.ledger.id).toBe('activity');
    expect(columns(sheet, 'kind', 'date', 'date_end', 'date_precision', 'mode', 'people', 'enterprises')).toEqual([
      [2023, '培训', '2023-04-11', '2023-04-13', 'day', '线下', '120', '45'],
      [2023, '培训', '2023-05-06', '2023-05-06', 'day', '线上', '300', '180'],
      [2023, '培训', '2023-06-01', '2023-06-10', 'xun', '线下', '85', null],
      [2023, '培训', '2023-09-01', '2023-09-30', 'month', '线上线下结合', '60', '0'],
    ]);
    expect(sheet.drafts.map((draft) => draft.flags['people'])).toEqual([
      undefined,
      'approximate',
      undefined,
      'atLeast',
    ]);
    expect(codes(sheet)).toEqual(['COLUMN_NOT_RECOGNIZED', 'FIELD_LIMITED', 'FIGURE_RANGE', 'TOTAL_ROW']);
  });

  test('a matrix of funds: one row a level, none for a level without money, the sums left out', async () => {
    const sheet = await read(laid.FUND_MATRIX);
    expect(columns(sheet, 'level', 'amount', 'item', 'flow', 'date')).toEqual([
      [2022, '国家', '1000000', '乳酸菌菌种库建设', '下达', '2022-06-15'],
      [2022, '自治区', '2505000', '乳酸菌菌种库建设', '下达', '2022-06-15'],
      [2022, '本级', '300000', '乳酸菌菌种库建设', '下达', '2022-06-15'],
      [2022, '自治区', '800000', '马铃薯脱毒种薯繁育', '下达', '2022-08-01'],
      [2022, '市', '200000', '马铃薯脱毒种薯繁育', '下达', '2022-08-01'],
      [2022, '市', '600000', '稀土永磁电机研制', '下达', '2022-09-20'],
      [2022, '本级', '150000', '稀土永磁电机研制', '下达', '2022-09-20'],
    ]);
    expect(new Set(sheet.drafts.map((draft) => draft.keys[0])).size).toBe(7);
    expect(codes(sheet)).toEqual(['FOOTER_ROW', 'TOTAL_ROW', 'VALUE_ASSUMED']);
  });

  test('commissioners under two levels of headings, their identity cards and phones left behind', async () => {
    const sheet = await read(laid.COMMISSIONERS);
    expect(
      columns(
        sheet,
        'commissioner',
        'employer',
        'place',
        'contract_type',
        'signed_date',
        'signed_date_precision',
        'start_date',
        'end_date',
      ),
    ).toEqual([
      [
        2023,
        '乌云其其格',
        '某旗农牧业技术推广中心',
        '巴音嘎查',
        '服务协议',
        '2023-03-01',
        'month',
        '2023-03-01',
        '2025-03-31',
      ],
      [2023, '张建军', '某旗林业和草原局', '沙日布拉格村', '服务协议', '2023-03-20', 'day', '2023-03-01', '2025-03-31'],
      [2023, '李红', '示例农业大学', '东河村', '服务协议', '2023-03-21', 'xun', '2023-04-01', '2025-04-30'],
    ]);
    expect(JSON.stringify(sheet.drafts)).not.toMatch(/1501021|138000|139000|137000/);
    expect(codes(sheet)).toEqual(['PERSONAL_DATA_DROPPED']);
  });

  test('research expense in 亿元, one row a year, and a rate that is no amount', async () => {
    const sheet = await read(laid.RESEARCH_YEARS);
    expect(columns(sheet, 'enterprise', 'revenue', 'rd_expense')).toEqual([
      [2022, '示例重工股份有限公司', '1250000000', '42000000'],
      [2023, '示例重工股份有限公司', '1325000000', '51000000'],
      [2022, '示例乳业集团有限公司', '11830000000', '105000000'],
      [2023, '示例乳业集团有限公司', '12001000000', '98000000'],
      [2022, '示例药业有限公司', '320000000', '33000000'],
    ]);
  });

  test('contracts in yuan, by who gives and who takes', async () => {
    const sheet = await read(laid.CONTRACTS);
    expect(
      columns(
        sheet,
        'registration_no',
        'seller',
        'buyer',
        'type',
        'amount',
        'technology_amount',
        'signed_date',
        'registered_date',
      ),
    ).toEqual([
      [
        2023,
        '2023150100001234',
        '示例大学',
        '示例新材料有限公司',
        '技术开发',
        '1250000',
        '1000000',
        '2023-03-01',
        '2023-03-15',
      ],
      [
        2023,
        '2023150100001235',
        '示例科学院',
        '示例环保科技有限公司',
        '技术咨询',
        '86500.5',
        '86500.5',
        '2023-04-02',
        '2023-04-20',
      ],
      [
        2023,
        '2023150100001236',
        '示例软件有限公司',
        '示例银行',
        '技术服务',
        '1200000',
        '1200000',
        '2023-05-09',
        '2023-06-01',
      ],
    ]);
    expect(codes(sheet)).toEqual([]);
  });

  test('certificates without a title are known by their numbers', async () => {
    const sheet = await read(laid.CERTIFICATES);
    expect(columns(sheet, 'type', 'enterprise', 'certificate_no', 'issued_date', 'valid_until')).toEqual([
      [2022, '高新技术企业', '示例光电科技有限公司', 'GR202215000123', '2022-12-14', '2025-12-13'],
      [2022, '高新技术企业', '示例生物制药有限公司', 'GR202215000124', '2022-12-14', '2025-12-13'],
      [2023, '高新技术企业', '示例新能源有限公司', 'GR202315000456', '2023-11-09', '2026-11-08'],
    ]);
  });

  test('indicators with years side by side: each growth goes with the year on its left', async () => {
    const sheet = await read(laid.INDICATOR_YEARS);
    expect(columns(sheet, 'indicator', 'unit', 'value', 'published_rate').slice(2, 6)).toEqual([
      [2023, '高新技术企业数', '家', '60', '17.6'],
      [2021, 'R&D经费', '亿元', '3.21', null],
      [2022, 'R&D经费', '亿元', '3.85', null],
      [2023, 'R&D经费', '亿元', '4.1', '6.49'],
    ]);
    expect(
      sheet.drafts
        .filter((draft) => draft.values['indicator'] === '研发投入强度')
        .map((draft) => draft.values['value']),
    ).toEqual(['2.86', '3.1', '3.3']);
    expect(sheet.drafts.find((draft) => draft.flags['value'] === 'masked')?.values['value']).toBeNull();
  });

  test('projects under other words, their level from the title', async () => {
    const sheet = await read(laid.PROJECTS);
    expect(
      columns(
        sheet,
        'no',
        'level',
        'lead_organisation',
        'leader',
        'status',
        'applied_date',
        'approved_date',
        'approved_date_precision',
        'accepted_date',
        'total_budget',
        'grant',
        'self_raised',
      ),
    ).toEqual([
      [
        2022,
        'KT2022-001',
        '自治区',
        '示例农业大学',
        '王志强',
        '实施',
        '2022-02-18',
        '2022-06-01',
        'month',
        null,
        '3500000',
        '3000000',
        '500000',
      ],
      [
        2022,
        'KT2022-002',
        '自治区',
        '示例信息技术有限公司',
        '李静',
        '验收',
        '2022-03-01',
        '2022-07-01',
        'day',
        '2024-05-01',
        '1200000',
        '800000',
        '400000',
      ],
      [
        2023,
        'KT2023-007',
        '自治区',
        '示例新材料有限公司',
        '陈晨',
        '终止',
        '2023-03-03',
        '2023-07-01',
        'quarter',
        null,
        '900000',
        '600000',
        '300000',
      ],
    ]);
  });

  test('a pool with townships, which are no divisions', async () => {
    const sheet = await read(laid.POOL);
    expect(columns(sheet, 'pool', 'enterprise', 'joined_date', 'left_date')).toEqual([
      [2022, '高新技术企业后备库', '示例精密铸造有限公司', '2022-03-01', null],
      [2021, '高新技术企业后备库', '示例食品有限责任公司', '2021-11-05', '2023-01-10'],
    ]);
    expect(sheet.drafts.map((draft) => draft.division)).toEqual(['990103', '990103']);
  });
});

test.each([
  ['a phone book', laid.PHONE_BOOK],
  ['a duty roster', laid.ROSTER],
])('%s is no ledger, and the report says so', async (_name, layout) => {
  const sheet = await read(layout);
  expect(sheet.reading.recognition).toBeNull();
  expect(sheet.issues).toMatchObject([{ code: 'SHEET_IGNORED', sheet: layout.name }]);
});
