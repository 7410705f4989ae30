import fc from 'fast-check';
import type { LedgerId } from '../../src/entities/ledgers/index.js';
import type { FilledRow, FilledSheet, Typed } from './ledger-workbook.js';
import { HEADINGS } from './sheet-headings.js';
import { LACKING } from './lacking-columns.js';
import { randomTotal } from './random-totals.js';

/** Few names, so that random workbooks often speak of the same rows. */
const enterprise = fc.constantFrom('示例甲有限公司', '示例乙有限公司', '示例丙研究院');
const code = fc.constantFrom(null, '91990103TWKF9G5XPX', '91990103MXEFW7ACMY');
const level = fc.constantFrom('国家', '自治区', '市', '本级');
/** Which of the years that a workbook is about. */
const year = fc.nat(2);
/** Days at the ends of months and years, and dates that are known less exactly. */
const date = fc.constantFrom<string[]>(
  '2022-12-31',
  '2023-01-01',
  '2023年3月',
  '2023年9月上旬',
  '2023年12月31日',
  '2024-02-29',
  '2024年6月',
  '2024年',
);
const maybe = <T>(of: fc.Arbitrary<T>) => fc.option(of, { nil: null, freq: 2 });
const amount = fc.constantFrom<Typed[]>(10, 0, 25.5, 12.345, '*', '100余', '3万', null);
const count = fc.constantFrom<Typed[]>(0, 12, 30, '*', '50余', null);
/** Dates that follow one another, of which the later may be missing. */
const dates = (...names: string[]) =>
  fc
    .tuple(fc.nat(names.length), fc.constantFrom(2022, 2023), fc.nat(2))
    .map(([known, first, gap]) =>
      Object.fromEntries(
        names.map((name, index) => [
          name,
          index < known || index === 0
            ? `${first + Math.floor((index * gap) / 2)}-${index % 2 === 0 ? '03-31' : '12-31'}`
            : null,
        ]),
      ),
    );

type Fields = Readonly<Record<string, fc.Arbitrary<Typed>>>;
const rows = (fields: Fields, more: fc.Arbitrary<Readonly<Record<string, Typed>>> = fc.constant({})) =>
  fc
    .tuple(fc.record(fields), more, year)
    .map(([own, others, of]): FilledRow => ({ year: of, fields: { ...own, ...others } }));

const ROWS: Readonly<Partial<Record<LedgerId, fc.Arbitrary<FilledRow>>>> = {
  project: rows(
    {
      no: fc.constantFrom('示项2023001', '示项2023002', '示项2023003', '示项2023004', '示项2023005'),
      name: fc.constantFrom('示例项目一', '示例项目二', '示例项目三'),
      level,
      leadOrganisation: enterprise,
      department: maybe(fc.constantFrom('农村科', '高新科')),
      acceptanceResult: maybe(fc.constantFrom('通过', '未通过', '延期')),
      status: fc.constantFrom('申报', '评审中', '立项', '未立项', '实施', '验收', '终止'),
      endDate: maybe(fc.constantFrom('2023-03-31', '2023-12-31', '2024年6月', '2024年')),
      grant: amount,
    },
    dates('appliedDate', 'approvedDate', 'signedDate', 'acceptedDate', 'endedDate'),
  ),
  funding: rows({
    level,
    flow: fc.constantFrom('下达', '分配', '拨付', '追加', '核减', '退回'),
    item: fc.constantFrom('专项资金一', '专项资金二'),
    organisation: enterprise,
    amount,
    budget: maybe(amount),
    executed: maybe(amount),
    projectNo: maybe(fc.constantFrom('示项2023001', '示项2023002', '示项2023003')),
    documentNo: fc.constantFrom('示科〔2023〕1号', '示科〔2023〕2号', '示科〔2024〕3号'),
    date: maybe(date),
    source: maybe(fc.constantFrom('中央财政', '市财政')),
  }),
  qualification: rows(
    {
      type: fc.constantFrom('高新技术企业', '科技型中小企业', '专精特新中小企业'),
      enterprise,
      creditCode: code,
      batch: fc.constantFrom('第一批', '第二批'),
      result: fc.constantFrom('通过', '未通过', '待定'),
      renewal: maybe(fc.constantFrom('是', '否')),
      validUntil: maybe(fc.constantFrom('2024-12-31', '2024-12-30', '2025年6月')),
      certificateNo: maybe(fc.constantFrom('GR202299000001', 'GR202399000002', 'GR202399000003')),
    },
    dates('appliedDate', 'issuedDate', 'revokedDate'),
  ),
  pool: rows(
    { pool: fc.constantFrom('高新技术企业培育库', '科技企业培育库'), enterprise, creditCode: code },
    dates('joinedDate', 'leftDate'),
  ),
  'commissioner-contract': rows({
    contractType: fc.constantFrom('责任状', '服务协议', '未签订'),
    commissioner: fc.constantFrom('张三', '李四'),
    employer: maybe(fc.constantFrom('示例农科院', '示例学院')),
    signedDate: maybe(date),
    startDate: maybe(fc.constantFrom('2022-03-01', '2023年3月', '2023年')),
    endDate: maybe(fc.constantFrom('2023-12-31', '2024年6月', '2024年')),
  }),
  'commissioner-service': rows({
    commissioner: fc.constantFrom('张三', '李四'),
    date: maybe(date),
    place: fc.constantFrom('东村', '西村'),
    mode: maybe(fc.constantFrom('一对一', '组团式')),
    content: fc.constantFrom('果树修剪指导', '病虫害防治'),
    days: count,
    farmersTrained: count,
    trainingSessions: count,
    income: amount,
    households: count,
  }),
  activity: rows({
    kind: fc.constantFrom('培训', '论坛', '科普', '路演', '产学研', '银企对接', '专家咨询', '志愿服务', '调研'),
    title: fc.constantFrom('示例活动一', '示例活动二', '示例活动三'),
    date: maybe(date),
    mode: maybe(fc.constantFrom('线上', '线下', '线上线下结合')),
    role: maybe(fc.constantFrom('主办', '组织参加')),
    partners: maybe(fc.constantFrom('示例大学；示例协会', '示例大学')),
    people: count,
    materials: count,
    policies: maybe(fc.constantFrom('示例意见；示例办法', '示例意见')),
    channels: maybe(fc.constantFrom('微信；展板', '展板')),
    volunteers: count,
    consultations: count,
    shifts: count,
  }),
  'enterprise-year': rows({
    enterprise,
    creditCode: code,
    industry: maybe(fc.constantFrom('制造业', '软件业')),
    revenue: amount,
    rdExpense: amount,
    rdExpenditure: amount,
  }),
  'region-year': rows({
    gdp: amount,
    population: count,
    rdExpenditure: amount,
    budgetExpenditure: amount,
    scienceExpenditure: amount,
  }),
  patent: rows(
    {
      number: fc.constantFrom('ZL202210000001.1', 'ZL202210000002.6', 'ZL202310000003.X', 'ZL202310000004.4'),
      name: fc.constantFrom('一种示例装置', '一种示例方法'),
      kind: maybe(fc.constantFrom('发明', '发明', '实用新型', '外观设计')),
      holder: enterprise,
      status: maybe(fc.constantFrom('审查中', '有效', '失效', '未获授权')),
    },
    dates('appliedDate', 'grantedDate', 'lapsedDate'),
  ),
  incubator: rows({
    name: fc.constantFrom('示例孵化器', '示例众创空间'),
    kind: maybe(fc.constantFrom('孵化器', '众创空间')),
    level,
    incubating: count,
    graduated: count,
  }),
  'enterprise-need': rows(
    {
      enterprise,
      creditCode: code,
      kind: maybe(fc.constantFrom('资金', '人才', '政策')),
      content: fc.constantFrom('扩建生产线缺少流动资金', '希望对接高校联合攻关', '申报政策不清楚'),
      status: maybe(fc.constantFrom('未办结', '办理中', '已办结', '不予办理')),
    },
    dates('raisedDate', 'resolvedDate'),
  ),
  issue: rows({
    text: fc.constantFrom('研发活动覆盖面偏低', '成果转化资金拨付周期长', '示范基地带动能力不强'),
    category: maybe(fc.constantFrom('企业创新', '成果转化')),
    status: maybe(fc.constantFrom('存在', '整改中', '已解决', '已解决')),
    closedDate: maybe(fc.constantFrom('2022-06-30', '2023-12-31', '2024-03-31', '2025年')),
  }),
  'tech-contract': rows({
    registrationNo: fc.constantFrom('2023990100001234', '2023990100001235', '2024990100001236'),
    name: fc.constantFrom('示例技术开发', '示例技术服务'),
    type: fc.constantFrom('技术开发', '技术服务'),
    direction: maybe(fc.constantFrom('输出', '吸纳', '输出并吸纳')),
    seller: enterprise,
    amount,
    technologyAmount: amount,
    registeredDate: maybe(date),
  }),
  financing: rows({
    enterprise,
    bank: maybe(fc.constantFrom('示例银行', '样本银行')),
    purpose: maybe(fc.constantFrom('周转', '扩建')),
    demand: amount,
    granted: amount,
    credit: amount,
    date: maybe(date),
  }),
  base: rows({
    name: fc.constantFrom('示例农业科技示范基地', '示例科普基地'),
    kind: fc.constantFrom('农业科技示范基地', '科普基地'),
    level,
    status: fc.constantFrom('商讨', '推荐', '申报', '认定', '建成', '撤销'),
    date: maybe(date),
    revokedDate: maybe(date),
  }),
  planting: rows({
    crop: fc.constantFrom('油松', '杏树', '柴胡'),
    kind: fc.constantFrom('林木', '果树'),
    place: fc.constantFrom('东村', '西村'),
    area: count,
  }),
  target: rows({
    indicator: fc.constantFrom(
      '科技专项资金合计',
      '新认定高新技术企业数',
      '科技培训场次',
      '贷款需求满足率',
      '绿化面积',
    ),
    text: fc.constantFrom('≥10', '1－2', '不超过30', '增强'),
    department: maybe(fc.constantFrom('办公室', '农村科')),
  }),
  observation: randomTotal,
};

/** A sheet of any ledger that indicators are made from, of which columns may be missing. */
const sheet = fc.constantFrom(...(Object.keys(ROWS) as LedgerId[])).chain((ledger) =>
  fc
    .tuple(
      fc.array(ROWS[ledger]!, { minLength: 2, maxLength: 6 }),
      fc.oneof(fc.constant([]), lackingOf(ledger)),
      fc.constantFrom(...(HEADINGS[ledger] ?? [undefined])),
    )
    .map(([filled, lacking, heading]): FilledSheet => ({
      ledger,
      rows: filled.map((row) => without(row, lacking)),
      ...(heading === undefined ? {} : { heading }),
    })),
);

function lackingOf(ledger: LedgerId): fc.Arbitrary<string[]> {
  const fields = [...(LACKING[ledger] ?? [])];
  return fc.subarray(fields, { maxLength: Math.min(3, fields.length) });
}

function without({ year: of, fields }: FilledRow, lacking: readonly string[]): FilledRow {
  return { year: of!, fields: Object.fromEntries(Object.entries(fields).filter(([name]) => !lacking.includes(name))) };
}

const sheets = fc.uniqueArray(sheet, { minLength: 5, maxLength: 9, selector: ({ ledger }) => ledger });

/** A workbook of several ledgers, about some years. */
export const randomLedgers = fc
  .tuple(sheets, fc.subarray([2021, 2022, 2023, 2024], { minLength: 1, maxLength: 3 }))
  .map(([filled, years]) =>
    filled.map((each) => ({
      ...each,
      rows: each.rows.map((row) => ({ ...row, year: years[row.year! % years.length]! })),
    })),
  );
