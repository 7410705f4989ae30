import type { LaidSheet } from '../../write-workbook.js';

/** A statistical form: units in a line under the headings, then the column numbers. */
export const UNIT_LINE: LaidSheet = {
  name: '2023',
  rows: [
    ['规模以上工业企业研究开发统计表'],
    ['企业名称', '行业', '营业收入', '研发经费支出', '研发人员折合全时当量'],
    [null, null, '（千元）', '（千元）', '（人年）'],
    ['甲', '乙', 1, 2, 3],
    ['示例甲科技有限公司', '食品', 120000, 3600, 12.5],
    ['示例乙股份有限公司', '机械', 54000, 0, 0],
  ],
  merges: ['A1:E1'],
};

/** The unit only in a note under the rows. */
export const UNIT_BELOW: LaidSheet = {
  name: '2023',
  rows: [
    ['规上企业研发投入情况'],
    ['企业名称', '营业收入', '研发费用'],
    ['示例甲科技有限公司', 120000, 3600],
    ['注：表中金额单位为千元。'],
  ],
};

/** Amounts some with and some without a unit, and a note that says what those without are in. */
export const UNIT_SPOKEN: LaidSheet = {
  name: '2023年需求',
  rows: [
    ['科技企业融资需求及放款一览'],
    ['注：未注明单位的均为万元'],
    ['企业名称', '用途', '合作银行', '融资需求', '放款金额'],
    ['示例甲科技有限公司', '流动资金', '某农商行', '500万', '300万元'],
    ['示例乙股份有限公司', '扩建厂房', '某建行', '1.2亿元', '0'],
    ['示例丁有限公司', '设备', '某农商行', '80', '50'],
  ],
};

/** The same without the note. */
export const UNIT_UNSPOKEN: LaidSheet = { ...UNIT_SPOKEN, rows: UNIT_SPOKEN.rows.toSpliced(1, 1) };

/** No unit anywhere, and sums that could be in yuan as well as in 万元. */
export const UNIT_NOWHERE: LaidSheet = {
  name: '2023',
  rows: [
    ['级次', '资金名称', '承担单位', '下达金额', '下达时间'],
    ['市级', '专项一', '示例甲科技有限公司', 60000, '2023-05-01'],
    ['本级', '专项二', '示例乙科技有限公司', 35000, '2023-06-01'],
  ],
};

/** A rate and a bank's rounding where money should stand. */
export const PERCENT: LaidSheet = {
  name: '2023',
  rows: [
    ['级次', '资金名称', '承担单位', '金额（万元）', '下达时间'],
    ['市级', '专项一', '示例甲科技有限公司', { percent: 0.5 }, '2023-05-01'],
    ['市级', '专项二', '示例甲科技有限公司', 12, '2023-05-01'],
  ],
};

/** Sums in many words, between the rows and below them, in whatever column. */
export const SUMS_BETWEEN: LaidSheet = {
  name: '2023',
  rows: [
    ['级次', '资金名称', '承担单位', '金额（万元）', '下达时间'],
    ['市级', '专项一', '示例甲科技有限公司', 20, '2023-05-01'],
    ['市级小计（1项）', null, null, 20, null],
    ['本级', '专项二', '示例乙股份有限公司', 30, '2023-05-01'],
    [null, '其中：本级', null, 30, null],
    [null, null, '共计2家', 50, null],
    ['Total', null, null, 50, null],
    [null, null, null, 50, null],
  ],
};

/** A row a kind of event with how many there were: not one event. */
export const SUMMARY: LaidSheet = {
  name: '2023',
  rows: [
    ['2023年科技培训活动汇总'],
    ['活动类型', '季度', '举办时间', '举办场次', '参加人次'],
    ['培训', '一', '3月', 12, 800],
    ['科普', '一', '3月', 5, 3000],
  ],
};

/** A caption with the unit of the money and of what is counted. */
export const UNITS_LISTED: LaidSheet = {
  name: '2023',
  rows: [
    ['2023年银企对接（单位：家、千元）'],
    ['企业', '对接银行', '需求额', '放款额', '对接日'],
    ['示例甲科技有限公司', '某农商行', 500, 200, '2023-05-01'],
  ],
};

/** A title between the rows against the heading above them. */
export const UNIT_CONTRADICTED: LaidSheet = {
  name: '2023',
  rows: [
    ['资金名称', '级次', '承担单位', '金额（万元）', '下达时间'],
    ['专项一', '市级', '示例甲科技有限公司', 20, '2023-05-01'],
    ['二、本级（单位：元）'],
    ['专项二', '本级', '示例乙科技有限公司', 150000, '2023-06-01'],
  ],
};

/** Money by level, one of whose columns is named as nobody would. */
export const MEMBER_UNKNOWN: LaidSheet = {
  name: '2023年专项资金（万元）',
  rows: [
    ['承担单位', '国家', '自治区', '市', '咱们的', '合计'],
    ['示例甲科技有限公司', 10, 20, 5, 1, 36],
    ['示例乙科技有限公司', 0, 30, 0, 2, 32],
  ],
};

/** A yes or no that answers no question of the ledger. */
export const ANOTHER_QUESTION: LaidSheet = {
  name: '2022年',
  rows: [
    ['2022年高新技术企业认定名单'],
    ['序号', '企业名称', '是否今年新增', '证书编号', '有效期至'],
    [1, '示例甲科技有限公司', '是', 'GR202215000111', '2025-10-11'],
    [2, '示例乙科技有限公司', '否', 'GR202015000222', '2023-10-11'],
  ],
};
