import fc from 'fast-check';
import { CERTIFICATES } from './certificates.js';

/** A few enterprises, numbers and dates, so that random files often speak of the same rows. */
const enterprise = fc.constantFrom('示例甲有限公司', '示例乙有限公司', '示例丙研究院');
const day = fc.constantFrom('2021/3/5', '2021年11月2日', '2022/1/9', '2022年');
const amount = fc.constantFrom('10', '25.5', '3万', '*', '100余');
const fund = fc.record({
  level: fc.constantFrom('市', '自治区', '本级'),
  flow: fc.constantFrom('下达', '分配'),
  item: fc.constantFrom('专项资金一', '专项资金二'),
  organisation: enterprise,
  amount,
  no: fc.constantFrom('示科〔2021〕1号', '示科〔2021〕2号', '示科〔2022〕3号'),
  date: day,
});
const certificate = fc.record({
  name: enterprise,
  code: fc.constantFrom('91990103TWKF9G5XPX', '91990103MXEFW7ACMY', ''),
  applied: fc.constantFrom('2021.5.1', '2022.5.9'),
  result: fc.constantFrom('通过', '未通过'),
  no: fc.constantFrom('GR202199000001', 'GR202199000002', 'GR202299000003', '—'),
});

const fundFile = fc
  .record({ rows: fc.array(fund, { minLength: 1, maxLength: 5 }), short: fc.boolean() })
  .map(({ rows, short }) => ({
    name: '资金.csv',
    text: [
      `年度,资金级次,资金流向,资金名称,执行单位,金额（万元）,下达文号,下达日期${short ? '' : ',支持方向'}`,
      ...rows.map(
        (row) =>
          `${row.date.slice(0, 4)},${row.level},${row.flow},${row.item},${row.organisation},${row.amount},${row.no},${row.date}${short ? '' : ',科技研发'}`,
      ),
    ].join('\n'),
  }));

function certificateFile(
  rows: fc.Arbitrary<{ name: string; code: string; applied: string; result: string; no: string }>,
) {
  return fc.array(rows, { minLength: 1, maxLength: 5 }).map((each) => ({
    name: CERTIFICATES,
    text: [
      '批次,企业名称,统一社会信用代码,推荐时间,申报结果,证书编号,发证日期',
      ...each.map((row) => {
        const passed = row.result === '通过' && row.no !== '—';
        return `第一批,${row.name},${row.code},${row.applied},${row.result},${passed ? row.no : '—'},${passed ? `${row.no.slice(2, 6)}年11月12日` : '—'}`;
      }),
    ].join('\n'),
  }));
}

/** Two companies, of which any may come with the one credit code or with none, and with any number: what a row is, is in doubt. */
const doubtful = fc.record({
  name: fc.constantFrom('示例甲有限公司', '示例乙有限公司'),
  code: fc.constantFrom('91990103TWKF9G5XPX', ''),
  applied: fc.constant('2021.5.1'),
  result: fc.constantFrom('通过', '未通过'),
  no: fc.constantFrom('GR202199000001', 'GR202199000002', 'GR202299000003', '—'),
});

/** A few files of one of two ledgers, sometimes without a column; or up to five that quarrel about the same rows. */
export const fileSets = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.array(fc.oneof(fundFile, certificateFile(certificate)), { minLength: 1, maxLength: 3 }),
  },
  { weight: 1, arbitrary: fc.array(certificateFile(doubtful), { minLength: 2, maxLength: 5 }) },
);

/** Any one of them. */
export const randomFile = fc.oneof(fundFile, certificateFile(certificate), certificateFile(doubtful));
