import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { type Desk, funds, openDesk, type Told, totals } from './desk.js';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});
beforeEach(() => desk.clear());
afterAll(() => desk.close());

const messages = (told: readonly Told[]) => told.map(({ code, message }) => `${code} ${message}`);

/** HNTE applications: enterprise, year of application, day of the certificate. */
const certificates = (...rows: readonly (readonly [string, number, string])[]) =>
  [
    '企业名称,类型,申报年度,推荐时间,申报结果,证书编号,发证日期',
    ...rows.map(
      ([name, year, issued], index) =>
        `${name},高新技术企业,${year},${year}-05-01,${issued === '' ? '未通过' : '通过'},${issued === '' ? '' : `GR${issued.slice(0, 4)}9900000${index}`},${issued}`,
    ),
  ].join('\n');

describe('certified and recommended', () => {
  test('more certificates in a year than recommendations are told', async () => {
    const told = await desk.load(
      '高新技术企业申报认定台账.csv',
      certificates(['甲公司', 2021, '2022-01-10'], ['乙公司', 2021, '2022-01-10'], ['丙公司', 2022, '']),
    );
    expect(messages(told)).toEqual([
      'CERTIFIED_OVER_RECOMMENDED 示例区2022年新认定高新技术企业2家，多于推荐申报的1家，多1家。',
    ]);
    expect(told[0]).toMatchObject({ severity: 'WARNING', sheet: null, address: null });
  });
  test('as many as recommended are in order', async () => {
    expect(
      await desk.load(
        '高新技术企业申报认定台账.csv',
        certificates(['甲公司', 2022, '2022-11-10'], ['乙公司', 2022, '2022-11-10']),
      ),
    ).toEqual([]);
  });
});

describe('disbursed and allocated', () => {
  test('more disbursed than allocated is told in 万元', async () => {
    expect(
      messages(await desk.load('资金.csv', funds([2023, '市', '下达', '100'], [2023, '市', '拨付', '100.01']))),
    ).toEqual(['DISBURSED_OVER_ALLOCATED 示例区2023年拨付科技专项资金100.01万元，多于下达的100万元，多0.01万元。']);
  });
  test('all of it disbursed is in order, and so is a masked allocation', async () => {
    expect(await desk.load('资金.csv', funds([2023, '市', '下达', '100'], [2023, '市', '拨付', '100']))).toEqual([]);
    await desk.clear();
    expect(
      await desk.load(
        '资金.csv',
        funds([2023, '市', '下达', '10'], [2023, '自治区', '下达', '*'], [2023, '市', '拨付', '50']),
      ),
    ).toEqual([]);
  });
});

describe('a reported total and the rows', () => {
  const stated = async (unit: string, value: string, amounts: readonly string[] = ['1234.56']) => {
    await desk.report('资金.csv', funds(...amounts.map((amount) => [2023, '市', '下达', amount] as const)));
    return desk.load('2023年主要科技指标年报表.csv', totals(['市级科技专项资金', unit, value, '', '', '', '']));
  };
  test('another total than that of the rows is told at its cell', async () => {
    expect(await stated('万元', '1234.57')).toEqual([
      {
        code: 'OBSERVATION_MISMATCH',
        severity: 'WARNING',
        sheet: '2023年主要科技指标年报表',
        address: 'C2',
        heading: '本期',
        text: '1234.57',
        message: '示例区2023年“市级科技专项资金”填的是1234.57万元，按台账各行计算是1234.56万元，相差0.01万元。',
      },
    ]);
  });
  test.each([
    ['万元', '1234.56'],
    ['万元', '1234.6'],
    ['万元', '1235'],
    ['亿元', '0.12'],
    ['亿元', '0.123456'],
    ['元', '12345600'],
    ['千元', '12345.6'],
  ])('in %s, %s is the same to the decimals that are stated', async (unit, value) => {
    expect(await stated(unit, value)).toEqual([]);
  });
  test.each([
    ['亿元', '0.13', '0.13亿元，按台账各行计算是0.123456亿元，相差0.006544亿元'],
    ['万元', '1234', '1234万元，按台账各行计算是1234.56万元，相差0.56万元'],
    ['元', '1234.56', '1234.56元，按台账各行计算是12345600元'],
  ])('in %s, %s is another', async (unit, value, words) => {
    expect(messages(await stated(unit, value))).toEqual([expect.stringContaining(words)]);
  });
  test('just half of the last decimal is still the same, beyond it is not', async () => {
    expect(await stated('万元', '100', ['100.5'])).toEqual([]);
    await desk.clear();
    expect(await stated('万元', '100', ['100.51'])).toHaveLength(1);
  });
  test('nothing is said where a figure of the rows is masked or about so much, or the stated one is', async () => {
    expect(await stated('万元', '900', ['100', '*'])).toEqual([]);
    await desk.clear();
    expect(await stated('万元', '900', ['100余'])).toEqual([]);
    await desk.clear();
    expect(await stated('万元', '900余', ['100'])).toEqual([]);
  });
  test('nor where the unit measures something else', async () => {
    expect(await stated('家', '900')).toEqual([]);
  });
  test('names are understood with a number before and a unit after them, but not with another meaning', async () => {
    await desk.report('资金.csv', funds([2023, '市', '下达', '100']));
    const told = await desk.load(
      '2023年主要科技指标年报表.csv',
      totals(
        ['一、市级科技资金（万元）', '万元', '90', '', '', '', ''],
        ['市级科技资金（预算）', '万元', '80', '', '', '', ''],
      ),
    );
    expect(told.map(({ address }) => address)).toEqual(['C2']);
  });
  test('a total of the first half of the year is set beside those months', async () => {
    await desk.report(
      '资金.csv',
      `${funds([2023, '市', '下达', '100'])}\n2023,市,下达,专项九,示例甲有限公司,50,2023-09-01`,
    );
    const half = (value: string) =>
      `指标名称,计量单位,期间,本期\n市级科技资金,万元,1—6月,${value}\n市级科技资金,万元,三季度,7`;
    expect(await desk.load('2023年科技指标.csv', half('100'))).toEqual([]);
    expect(messages(await desk.load('2023年科技指标.csv', half('150')))).toEqual([
      'OBSERVATION_MISMATCH 示例区2023年1—6月“市级科技资金”填的是150万元，按台账各行计算是100万元，相差50万元。',
    ]);
  });
  test('of years side by side each is told at its own cell', async () => {
    await desk.report('资金.csv', funds([2022, '市', '下达', '80'], [2023, '市', '下达', '100']));
    const told = await desk.load(
      '科技指标.csv',
      '指标名称,计量单位,2022年,2023年\n市级科技资金,万元,81,99\n专利授权量,件,5,6',
    );
    expect(told.map(({ code, address, text }) => `${code} ${address} ${text}`)).toEqual([
      'OBSERVATION_MISMATCH C2 81',
      'OBSERVATION_MISMATCH D2 99',
    ]);
  });
  test('a ratio is compared in per cent', async () => {
    await desk.report('资金.csv', funds([2023, '市', '下达', '300'], [2023, '市', '拨付', '100']));
    const report = (value: string) => totals(['资金拨付率', '%', value, '', '', '', '']);
    expect(await desk.load('2023年科技指标.csv', report('33.3'))).toEqual([]);
    expect(messages(await desk.load('2023年科技指标.csv', report('34')))).toEqual([
      'OBSERVATION_MISMATCH 示例区2023年“资金拨付率”填的是34%，按台账各行计算是33.33%，相差0.67个百分点。',
    ]);
  });
  test('rows that come after the report are told with the report’s workbook, sheet and cell', async () => {
    expect(await desk.load('2023年科技指标.csv', totals(['市级科技专项资金', '万元', '90', '', '', '', '']))).toEqual(
      [],
    );
    expect(await desk.load('资金.csv', funds([2023, '市', '下达', '100']))).toEqual([
      expect.objectContaining({
        sheet: null,
        address: null,
        message:
          '《2023年科技指标.csv》“2023年科技指标”!C2：示例区2023年“市级科技专项资金”填的是90万元，按台账各行计算是100万元，相差10万元。',
      }),
    ]);
  });
});

describe('last year’s figure', () => {
  test('is set beside the rows of last year, and beside last year’s report', async () => {
    await desk.report('资金.csv', funds([2022, '市', '下达', '80'], [2023, '市', '下达', '100']));
    await desk.report(
      '2022年科技指标.csv',
      totals(['市级科技专项资金', '万元', '80', '', '', '', ''], ['专利授权量', '件', '50', '', '', '', '']),
    );
    const told = await desk.load(
      '2023年科技指标.csv',
      totals(['市级科技专项资金', '万元', '100', '81', '', '', ''], ['专利授权量', '件', '60', '52', '', '', '']),
    );
    expect(told.map(({ address, heading }) => [address, heading])).toEqual([
      ['D2', '上年同期'],
      ['D2', '上年同期'],
      ['D3', '上年同期'],
    ]);
    expect(messages(told)).toEqual([
      'PREVIOUS_MISMATCH 示例区2023年“市级科技专项资金”的上年同期填的是81万元，按上年台账各行计算是80万元，相差1万元。',
      'PREVIOUS_RESTATED 示例区2023年“市级科技专项资金”的上年同期填的是81万元，上年报表填的是80万元，相差1万元。',
      'PREVIOUS_RESTATED 示例区2023年“专利授权量”的上年同期填的是52件，上年报表填的是50件，相差2件。',
    ]);
  });
  test('rounded otherwise, in another unit or from another source is no contradiction', async () => {
    await desk.report('资金.csv', funds([2022, '市', '下达', '8012'], [2023, '市', '下达', '9000']));
    await desk.report(
      '2022年科技指标.csv',
      totals(['市级科技专项资金', '万元', '8012', '', '', '', ''], ['专利授权量', '件', '50', '', '', '甲局', '']),
    );
    expect(
      await desk.load(
        '2023年科技指标.csv',
        totals(
          ['市级科技专项资金', '亿元', '0.9', '0.80', '', '', ''],
          ['专利授权量', '件', '60', '52', '', '乙局', ''],
        ),
      ),
    ).toEqual([]);
  });
});

describe('growth', () => {
  test.each([
    // The golden pairs of published reports: rounded bases, coarse rounding.
    ['209.5', '190.1', '10.2'],
    ['161.07', '147.81', '8.97'],
    ['32.38', '28.49', '13.67'],
    ['18.1', '12.6', '44.1'],
  ])('%s after %s is a growth of %s as published', async (value, previous, rate) => {
    expect(
      await desk.load('2023年科技指标.csv', totals(['全社会经费', '亿元', value, previous, rate, '', ''])),
    ).toEqual([]);
  });
  test('that the two figures beside it do not make is told', async () => {
    const told = await desk.load('2023年科技指标.csv', totals(['全社会经费', '亿元', '18.1', '12.6', '45', '', '']));
    expect(messages(told)).toEqual([]);
    const wrong = await desk.load(
      '2023年科技指标.csv',
      totals(['全社会经费', '亿元', '18.10', '12.61', '45.1', '', '']),
    );
    expect(messages(wrong)).toEqual([
      'GROWTH_INCONSISTENT 示例区2023年“全社会经费”的增长率填的是45.1%，按同一行的本期数和上年同期数计算是43.54%，相差1.56个百分点。',
    ]);
    expect(wrong[0]).toMatchObject({ address: 'E2', heading: '同比增长（%）', text: '45.1' });
  });
  test('by comparable prices is not that of the two figures', async () => {
    expect(
      await desk.load('2023年科技指标.csv', totals(['地区生产总值', '亿元', '300', '200', '5.3', '', '按可比价计算'])),
    ).toEqual([]);
  });
  test('of a ratio may be stated in points', async () => {
    expect(await desk.load('2023年科技指标.csv', totals(['投入强度', '%', '0.93', '0.86', '0.07', '', '']))).toEqual(
      [],
    );
  });
  test('is set beside that of the rows', async () => {
    await desk.report('资金.csv', funds([2022, '市', '下达', '80'], [2023, '市', '下达', '100']));
    const report = (rate: string) => totals(['市级科技专项资金', '万元', '100', '', rate, '', '']);
    expect(await desk.load('2023年科技指标.csv', report('25.05'))).toEqual([]);
    expect(messages(await desk.load('2023年科技指标.csv', report('25.06')))).toEqual([
      'GROWTH_MISMATCH 示例区2023年“市级科技专项资金”的增长率填的是25.06%，按台账各行计算是25%，相差0.06个百分点。',
    ]);
  });
});

describe('a target that no indicator answers to', () => {
  const targets = (...rows: readonly string[]) =>
    ['年度,指标名称,计量单位,年度目标', ...rows.map((row) => `2023,${row}`)].join('\n');

  test('is told at its cell, one by one', async () => {
    const told = await desk.load(
      '年度目标任务台账.csv',
      targets(
        '新增高新技术企业,家,20家',
        '高价值发明专利数,件,不少于30件',
        '科技培训,人次,3000人次',
        '党建工作,,按要求完成',
      ),
    );
    expect(
      told.filter(({ code }) => code === 'TARGET_UNMATCHED').map(({ address, message }) => [address, message]),
    ).toEqual([
      ['B3', '示例区2023年的目标“高价值发明专利数”没有对应的指标，不计算完成情况；定量目标共3项，已对应2项。'],
    ]);
  });

  test('is not told again by imports of other ledgers', async () => {
    await desk.load('年度目标任务台账.csv', targets('高价值发明专利数,件,不少于30件'));
    expect(await desk.load('资金.csv', funds([2023, '市', '下达', '100']))).toEqual([]);
  });
});
