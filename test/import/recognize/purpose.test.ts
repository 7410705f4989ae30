import { expect, test } from '@jest/globals';
import type { Mapping } from '../../../import/recognize/recognition.js';
import { isMoneyList } from '../../../import/text/money-list.js';
import { type LaidSheet, readLaidOut } from '../write-workbook.js';

async function read(rows: LaidSheet['rows'], settled?: Mapping) {
  const [sheet] = await readLaidOut('台账.xlsx', [{ name: '2022年', rows }], settled === undefined ? {} : { settled });
  return sheet!;
}

test.each([
  ['2021年度高新技术企业认定奖补资金下达表', true],
  ['2022年度区级企业研发投入奖补资金下达名单', true],
  ['技术合同认定登记奖励资金（第一批）', true],
  ['2022年科技型中小企业补贴发放明细表', true],
  ['科技贷款贴息资金汇总表.xlsx', true],
  ['2022年高新技术企业认定名单', false],
  ['高新技术企业认定及奖励情况表', false],
  ['规上企业研发投入情况表', false],
])('%s is a list of money: %s', (title, expected) => {
  expect(isMoneyList(title)).toBe(expected);
});

test('money for enterprises is funding, with a draft for each level that pays', async () => {
  const sheet = await read([
    ['2022年高新技术企业奖补资金下达表'],
    [null, null, null, null, null, '单位：元'],
    ['序号', '企业名称', '证书编号', '自治区级奖补', '市级配套资金', '合计'],
    [1, '甲有限公司', 'GR202115000001', 200000, 100000, 300000],
    [2, '乙有限公司', 'GR202115000002', 200000, 0, 200000],
  ]);
  expect(sheet.reading.recognition?.ledger.id).toBe('funding');
  expect(sheet.drafts.map(({ year, values }) => [year, values['level'], values['amount']])).toEqual([
    [2022, '自治区', '200000'],
    [2022, '市', '100000'],
    [2022, '自治区', '200000'],
  ]);
});

test('awards for the research of enterprises are funding, and their research is not that of the year', async () => {
  const sheet = await read([
    ['2022年度区级企业研发投入后补助名单'],
    ['序号', '企业名称', '2021年研发费用（万元）', '补助比例', '补助金额（万元）'],
    [1, '甲有限公司', 819, '5%', 40.95],
    [2, '乙有限公司', 529, '5%', 26.45],
  ]);
  expect(sheet.reading.recognition?.ledger.id).toBe('funding');
  expect(sheet.drafts.map(({ values }) => [values['level'], values['amount']])).toEqual([
    ['本级', '409500'],
    ['本级', '264500'],
  ]);
});

test('a list of certificates that tells an award as well stays one', async () => {
  const sheet = await read([
    ['2022年高新技术企业认定及奖励情况表'],
    ['序号', '企业名称', '证书编号', '发证日期', '有效期至', '奖励金额（万元）'],
    [1, '甲有限公司', 'GR202215000001', '2022-11-01', '2025-10-31', 10],
  ]);
  expect(sheet.reading.recognition?.ledger.id).toBe('qualification');
});

const COUNTS: LaidSheet['rows'] = [
  ['2022年科技特派员服务情况统计表'],
  ['序号', '特派员姓名', '服务乡镇', '服务次数（次）'],
  [1, '张建国', '石桥镇', 12],
  [2, '李志强', '柳林镇', 9],
];

test('counts by person are asked about, since records would count twice, and the answer that the question names loads them', async () => {
  const asked = await read(COUNTS);
  expect(asked.reading.recognition).toBeNull();
  expect(asked.issues).toMatchObject([
    { code: 'ROWS_ARE_COUNTS', heading: '服务次数（次）', params: { field: 'times' } },
  ]);
  const answered = await read(COUNTS, { columns: { '服务次数(次)': 'times' } });
  expect(answered.reading.recognition?.ledger.id).toBe('commissioner-service');
  expect(answered.drafts.map(({ values }) => values['times'])).toEqual(['12', '9']);
});

test('a record of a service is one, or as many as it says', async () => {
  const sheet = await read([
    ['2022年科技特派员服务记录'],
    ['序号', '特派员姓名', '服务日期', '服务内容', '服务次数'],
    [1, '张建国', '2022-03-01', '果树修剪', 2],
    [2, '李志强', '2022-03-02', '病虫害防治', null],
  ]);
  expect(sheet.drafts.map(({ values }) => values['times'])).toEqual(['2', '1']);
});
