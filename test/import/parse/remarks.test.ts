import { expect, test } from '@jest/globals';
import { saidIn } from '../../../import/text/remark.js';
import type { LaidCell } from '../write-workbook.js';
import { readLaidOut } from '../write-workbook.js';

async function read(title: string, headings: readonly string[], ...rows: (readonly LaidCell[])[]) {
  const [sheet] = await readLaidOut('台账.xlsx', [{ name: 'Sheet1', rows: [[title], headings, ...rows] }]);
  const { drafts, issues, limits, skipped } = sheet!;
  return {
    told: (...names: string[]) => drafts.map(({ values }) => names.map((name) => values[name] ?? null)),
    codes: issues.filter(({ code }) => /^(?:REMARK|ROW)_/.test(code)).map(({ code, row }) => `${code} ${row}`),
    limits,
    skipped,
  };
}

test.each([
  ['2022年11月取消高企资格', '2022年11月'],
  ['因未按期报送年报，2022年11月被取消资格', '2022年11月'],
  ['取消高企资格（2022.11）', '2022.11'],
  ['2021年5月更名；2023年8月取消资格', '2023年8月'],
  ['已取消资格', null],
])('“%s” says that it was taken away on %s', (remark, date) => {
  expect(saidIn(['取消'], remark)).toEqual({ date });
});

test.each(['未取消资格', '拟取消资格', '2023年6月申请取消', '如弄虚作假，应取消资格', '通过'])(
  '“%s” takes nothing away',
  (remark) => {
    expect(saidIn(['取消'], remark)).toBeNull();
  },
);

const CERTIFICATES = ['序号', '企业名称', '证书编号', '发证日期', '备注'];
const certificate = (at: number, day: string, remark: string | null) => [
  at,
  `示例${at}有限公司`,
  `GR${day.slice(0, 4)}1500000${at}`,
  day,
  remark,
];

test('a remark says when a certificate was taken away, and which one is a renewal', async () => {
  const { told, codes, limits } = await read(
    '高新技术企业名单',
    CERTIFICATES,
    certificate(1, '2021-10-18', null),
    certificate(2, '2021-10-18', '2022年11月取消高企资格'),
    certificate(3, '2021-10-18', '到期重新认定'),
    certificate(4, '2019-10-18', '2022年重新认定'),
    certificate(5, '2021-10-18', '到期未重新认定'),
    certificate(6, '2021-10-18', '2023年撤销证书'),
    certificate(7, '2021-10-18', '已取消资格'),
    certificate(8, '2021-10-18', '原示例八公司，2022年更名'),
    certificate(9, '2021-10-18', '首次认定'),
  );
  expect(told('revoked_date', 'revoked_date_precision', 'renewal')).toEqual([
    [null, null, null],
    ['2022-11-01', 'month', null],
    [null, null, true],
    [null, null, null],
    [null, null, null],
    ['2023-01-01', 'year', null],
    [null, null, null],
    [null, null, null],
    [null, null, false],
  ]);
  expect(codes).toEqual(['REMARK_UNDATED 9', 'REMARK_RENAMED 10']);
  expect(limits).not.toHaveProperty('revokedDate');
  expect(limits).not.toHaveProperty('renewal');
});

test('a remark does not change what a cell states', async () => {
  const { told } = await read(
    '高新技术企业名单',
    [...CERTIFICATES, '取消资格日期', '是否重新认定'],
    [...certificate(1, '2021-10-18', '2022年11月取消资格，重新认定'), '2022-10-31', '否'],
  );
  expect(told('revoked_date', 'renewal')).toEqual([['2022-10-31', false]]);
});

test('a registration that was revoked counts no more', async () => {
  const { told } = await read(
    '科技型中小企业名单',
    ['序号', '企业名称', '入库登记编号', '备注'],
    [1, '甲有限公司', '202215010308001235', null],
    [2, '乙有限公司', '202215010308001237', '2022年12月撤销登记编号'],
  );
  expect(told('type', 'result')).toEqual([
    ['科技型中小企业', null],
    ['科技型中小企业', '未通过'],
  ]);
});

test('a remark ends a project, extends it or says that it was not approved', async () => {
  const { told, codes } = await read(
    '2022年度科技计划项目台账',
    ['序号', '项目名称', '承担单位', '签约时间', '备注'],
    [1, '甲项目', '甲有限公司', '2021-05-01', '2022年11月经批准终止'],
    [2, '乙项目', '乙有限公司', '2021-05-01', '延期至2023年12月'],
    [3, '丙项目', '丙有限公司', null, '未立项'],
    [4, '丁项目', '丁有限公司', '2021-05-01', '已终止'],
  );
  expect(told('ended_date', 'status')).toEqual([
    ['2022-11-01', '终止'],
    [null, '延期'],
    [null, '未立项'],
    [null, '终止'],
  ]);
  expect(codes).toEqual(['REMARK_UNDATED 6']);
});

test('a member leaves the pool by a remark', async () => {
  const { told } = await read(
    '科技企业培育库',
    ['序号', '企业名称', '入库时间', '备注'],
    [1, '甲有限公司', '2021-05-01', '2023年6月认定高企后出库'],
  );
  expect(told('left_date')).toEqual([['2023-06-01']]);
});

test('an event that a remark calls off is none, one that was only put off is', async () => {
  const { told, codes, skipped } = await read(
    '2022年科技活动台账',
    ['序号', '活动名称', '时间', '地点', '参加人数', '备注'],
    [1, '科技培训', '2022-05-01', '示例村', 30, null],
    [2, '项目路演', '2022-06-01', '示例村', 30, '因疫情取消，未举办'],
    [3, '科普讲座', '2022-07-01', '示例村', 30, '延期至2023年3月举办'],
    [4, '技术培训', '2022-08-01', '示例村', 30, '因天气延期举办'],
  );
  expect(told('title')).toEqual([['科技培训'], ['技术培训']]);
  expect(codes).toEqual(['ROW_CANCELLED 4', 'ROW_CANCELLED 5', 'ROW_POSTPONED 6']);
  expect(skipped).toBe(2);
});

test('a column of another name that says what became of a row is read as a remark', async () => {
  const certificates = await read(
    '高新技术企业名单',
    ['序号', '企业名称', '证书编号', '发证日期', '后续情况'],
    certificate(1, '2021-10-18', '2022年11月被取消资格'),
    certificate(2, '2021-10-18', '正常'),
  );
  expect(certificates.told('revoked_date')).toEqual([['2022-11-01'], [null]]);
  const members = await read(
    '科技企业培育库',
    ['序号', '企业名称', '入库时间', '去向说明'],
    [1, '甲有限公司', '2021-05-01', '2023年6月出库'],
    [2, '乙有限公司', '2021-05-01', '尚未出库'],
  );
  expect(members.told('left_date')).toEqual([['2023-06-01'], [null]]);
});

test('a row that its state says was returned, cancelled or is a draft is none', async () => {
  const contracts = await read(
    '技术合同登记情况',
    ['合同登记编号', '合同名称', '卖方名称', '登记日期', '合同金额（万元）', '审核状态'],
    ['2023150300001', '甲合同', '甲有限公司', '2023-05-01', 10, '已登记'],
    ['2023150300002', '乙合同', '乙有限公司', '2023-05-02', 20, '已撤销'],
    ['2023150300003', '丙合同', '丙有限公司', '2023-05-03', 30, '退回补正'],
    ['2023150300004', '丁合同', '丁有限公司', '2023-05-04', 40, '退回后已补正'],
  );
  expect(contracts.told('name')).toEqual([['甲合同'], ['丁合同']]);
  expect(contracts.codes).toEqual(['ROW_VOIDED 4', 'ROW_VOIDED 5']);
  const funds = await read(
    '2023年科技专项资金下达台账',
    ['资金级次', '项目名称', '承担单位', '下达金额（万元）', '下达日期', '单据状态'],
    ['市级', '甲项目', '甲有限公司', 10, '2023-05-01', '有效'],
    ['市级', '乙项目', '乙有限公司', 20, '2023-05-01', '作废'],
  );
  expect(funds.told('item')).toEqual([['甲项目']]);
  const services = await read(
    '科技特派员服务记录',
    ['特派员姓名', '服务时间', '服务地点', '服务内容', '审核状态'],
    ['张示例', '2023-05-01', '示例村', '指导定植', '审核通过'],
    ['李示例', '2023-05-01', '示例村', '指导灌溉', '已退回'],
  );
  expect(services.told('commissioner')).toEqual([['张示例']]);
});

test('a refusal in other words is no acceptance', async () => {
  const { told } = await read(
    '2022年科技项目验收台账',
    ['项目编号', '项目名称', '承担单位', '验收时间', '验收意见'],
    ['KJ1', '甲项目', '甲有限公司', '2022-05-01', '同意结题'],
    ['KJ2', '乙项目', '乙有限公司', '2022-05-01', '不予结题'],
    ['KJ3', '丙项目', '丙有限公司', '2022-05-01', '限期整改'],
    ['KJ4', '丁项目', '丁有限公司', '2022-05-01', '未达标，不同意验收'],
  );
  expect(told('acceptance_result')).toEqual([['结题'], ['未通过'], ['待定'], ['未通过']]);
});
