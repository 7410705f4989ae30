import { describe, expect, test } from '@jest/globals';
import type { Mapping } from '../../../import/recognize/recognition.js';
import type { ReadSheet } from '../read-folder.js';
import { type LaidCell, readLaidOut } from '../write-workbook.js';

const shown = (format: string, ...numbers: number[]): LaidCell[] => numbers.map((number) => ({ number, format }));

/** A ledger of funds whose column of money has a heading and cells. */
async function funds(heading: string, amounts: readonly LaidCell[], settled?: Mapping): Promise<ReadSheet> {
  const rows = amounts.map((amount, at): LaidCell[] => [
    at + 1,
    `专项${at + 1}`,
    '市级',
    `示例${at + 1}有限公司`,
    amount,
    `2023-05-0${at + 1}`,
  ]);
  const [sheet] = await readLaidOut(
    '台账.xlsx',
    [
      {
        name: '2023年',
        rows: [['科技专项资金台账'], ['序号', '资金名称', '资金级次', '承担单位', heading, '下达日期'], ...rows],
      },
    ],
    settled === undefined ? {} : { settled },
  );
  return sheet!;
}

const yuan = ({ drafts }: ReadSheet) => drafts.map(({ values }) => values['amount']);
const codes = ({ issues }: ReadSheet) => issues.map(({ code }) => code).filter((code) => code !== 'VALUE_ASSUMED');

describe('a unit in the number format of an amount', () => {
  test('is the amount’s own, and one against the heading is told', async () => {
    const sheet = await funds('下达金额（万元）', shown('#,##0.00"元"', 1234567, 500000, 88000));
    expect(yuan(sheet)).toEqual(['1234567', '500000', '88000']);
    expect(codes(sheet)).toEqual(['UNIT_SHOWN', 'UNIT_SHOWN', 'UNIT_SHOWN']);
    expect(sheet.issues.find(({ code }) => code === 'UNIT_SHOWN')).toMatchObject({
      row: 3,
      text: '1234567.00元',
      params: { unit: '万元', named: '元' },
    });
  });

  test('is read beside bare numbers in the heading’s unit', async () => {
    const sheet = await funds('资金（万元）', [...shown('0\\元', 120000), 50, 30.5, ...shown('0"千元"', 80)]);
    expect(yuan(sheet)).toEqual(['120000', '500000', '305000', '80000']);
  });

  test('states the unit where the heading does not', async () => {
    const sheet = await funds('下达金额', shown('0.0"万元"', 12.5, 30, 8));
    expect(yuan(sheet)).toEqual(['125000', '300000', '80000']);
    expect(codes(sheet)).toEqual([]);
  });

  test('agrees with the heading where the format divides', async () => {
    const sheet = await funds('下达金额（元）', shown('[>=10000]0!.0,"万元";0"元"', 1234567, 5000));
    expect(yuan(sheet)).toEqual(['1234567', '5000']);
    expect(codes(sheet)).toEqual([]);
  });

  test('that no sum of the ledger could be in is asked about, and the answer holds', async () => {
    const amounts = shown('0"元"', 120, 50, 30);
    const asked = await funds('下达金额（万元）', amounts);
    expect(asked.reading.recognition).toBeNull();
    expect(asked.issues).toMatchObject([{ code: 'UNIT_FORMAT_DOUBTED', heading: '下达金额（万元）', text: '120元' }]);
    const settle = (unit: string) =>
      funds('下达金额（万元）', amounts, { ledger: 'funding', columns: { '下达金额(万元)': `amount:${unit}` } });
    expect(yuan(await settle('万元'))).toEqual(['1200000', '500000', '300000']);
    expect(yuan(await settle('元'))).toEqual(['120', '50', '30']);
  });

  test('of another currency is not read as yuan', async () => {
    const sheet = await funds('下达金额（万元）', [...shown('[$$-409]#,##0.00', 50), 20]);
    expect(yuan(sheet)).toEqual(['200000']);
    expect(codes(sheet)).toEqual(['UNIT_FOREIGN']);
  });

  test('leaves currency signs, decimals and accounting formats alone', async () => {
    const accounting = '_ ¥* #,##0.00_ ;_ ¥* -#,##0.00_ ;_ ¥* "-"??_ ;_ @_ ';
    const sheet = await funds('下达金额（万元）', [...shown(accounting, 50, 0), ...shown('[$¥-804]#,##0', 30)]);
    expect(yuan(sheet)).toEqual(['500000', '0', '300000']);
    expect(codes(sheet)).toEqual([]);
  });
});

describe('a number format that shows a part of the number', () => {
  test.each([
    ['下达金额（万元）', '0!.0,'],
    ['下达金额（千元）', '#,##0,'],
    ['下达金额（万元）', '0.0,"千元"'],
  ])('under %s %s is the stored number in yuan', async (heading, format) => {
    const sheet = await funds(heading, shown(format, 1234567, 500000));
    expect(yuan(sheet)).toEqual(['1234567', '500000']);
  });

  test.each(['下达金额（元）', '下达金额'])(
    'is asked about under %s, and the answer is of what is shown',
    async (heading) => {
      const amounts = shown('#,##0,', 1234567, 500000);
      const asked = await funds(heading, amounts);
      expect(asked.reading.recognition).toBeNull();
      expect(codes(asked)).toEqual([heading === '下达金额' ? 'UNIT_UNKNOWN' : 'UNIT_SCALED']);
      const name = heading.replace('（', '(').replace('）', ')');
      const settled = { ledger: 'funding', columns: { [name]: 'amount:千元' } };
      expect(yuan(await funds(heading, amounts, settled))).toEqual(['1234567', '500000']);
    },
  );
});

describe('a number format of other columns', () => {
  test('is part of codes, batches and answers', async () => {
    const [sheet] = await readLaidOut('台账.xlsx', [
      {
        name: '2023年',
        rows: [
          ['高新技术企业认定名单'],
          ['序号', '企业名称', '证书编号', '发证日期', '批次', '是否重新认定'],
          [
            1,
            '示例甲有限公司',
            ...shown('"GR"0', 202315000001),
            '2023-11-01',
            ...shown('[DBNum1]"第"0"批"', 2),
            ...shown('"是";;"否"', 1),
          ],
          [
            2,
            '示例乙有限公司',
            ...shown('"GR"0', 202315000002),
            '2023-11-01',
            ...shown('[DBNum1]"第"0"批"', 1),
            ...shown('"是";;"否"', 0),
          ],
        ],
      },
    ]);
    expect(sheet!.drafts.map(({ values }) => [values['certificate_no'], values['batch'], values['renewal']])).toEqual([
      ['GR202315000001', '第二批', true],
      ['GR202315000002', '第一批', false],
    ]);
    expect(sheet!.drafts[0]!.cells.texts).toContain('GR202315000001');
  });

  test('keeps the leading zeros and the letters of project numbers', async () => {
    const [sheet] = await readLaidOut('台账.xlsx', [
      {
        name: '2022年',
        rows: [
          ['科技计划项目台账'],
          ['项目编号', '项目名称', '承担单位', '立项时间'],
          [...shown('"2022KJ"0000', 17), '甲项目研究与示范', '示例甲有限公司', '2022-05-01'],
          [...shown('"2022KJ"0000', 203), '乙项目研究与示范', '示例乙有限公司', '2022-05-01'],
        ],
      },
    ]);
    expect(sheet!.drafts.map(({ values }) => values['no'])).toEqual(['2022KJ0017', '2022KJ0203']);
  });

  test('states what is counted and measured', async () => {
    const [sheet] = await readLaidOut('台账.xlsx', [
      {
        name: '2022年',
        rows: [
          ['特色产业种植台账'],
          ['作物', '种植地点', '面积', '株数'],
          ['草莓', '石桥村', ...shown('0.0"公顷"', 2), ...shown('0.0"万株"', 1.5)],
          ['黄芪', '柳林村', ...shown('0"亩"', 20), 300],
        ],
      },
    ]);
    expect(sheet!.drafts.map(({ values }) => [values['area'], values['plants']])).toEqual([
      ['30', '15000'],
      ['20', '300'],
    ]);
  });
});
