import type { LaidSheet } from '../../write-workbook.js';

/** Two lists of money one above the other; the second has its columns in another order, and is in yuan. */
export const REORDERED_BELOW: LaidSheet = {
  name: '2023',
  rows: [
    ['一、上级下达资金（万元）'],
    ['序号', '级次', '资金名称', '承担单位', '金额', '下达时间'],
    [1, '市级', '专项一', '示例甲科技有限公司', 20, '2023-05-01'],
    [2, '自治区', '专项二', '示例乙股份有限公司', 45, '2023-06-01'],
    [],
    ['二、本级安排资金（元）'],
    ['序号', '资金名称', '级次', '承担单位', '下达时间', '金额'],
    [1, '本级专项甲', '本级', '示例丙科技有限公司', '2023-07-01', 300000],
    [2, '本级专项乙', '本级', '示例丁科技有限公司', '2023-08-01', 150000],
  ],
};

/** Pledges, services and events one below the other; the year stands in the title alone. */
export const LEDGERS_BELOW: LaidSheet = {
  name: '台账',
  rows: [
    ['2023年科技工作台账'],
    ['一、责任状签订'],
    ['序号', '特派员姓名', '所在单位', '责任状签订时间'],
    [1, '示例一', '示例站', '3月1日'],
    [2, '示例二', '示例所', '3月2日'],
    [],
    ['二、服务记录'],
    ['序号', '特派员姓名', '服务时间', '服务地点', '服务内容'],
    [1, '示例一', '4月6日', '示例村', '指导修剪'],
    [],
    ['三、科普活动'],
    ['序号', '活动名称', '活动时间', '活动地点', '参加人数'],
    [1, '科技活动周', '5月23日', '示例镇', 200],
  ],
};

/** What banks lent stands under what was asked for, in words that are nowhere listed. */
export const OTHER_WORDS_BELOW: LaidSheet = {
  name: '2023',
  rows: [
    ['科技企业融资需求表（万元）'],
    ['企业名称', '贷款用途', '意向银行', '需求金额', '对接日期'],
    ['示例甲科技有限公司', '流动资金', '某农商行', 500, '2023-05-01'],
    ['示例乙股份有限公司', '设备', '某建行', 300, '2023-06-01'],
    [],
    ['已放贷情况（元）'],
    ['放贷行', '用款方', '摘要', '批贷数', '批贷日'],
    ['某农商行', '示例甲科技有限公司', '流动资金', 3000000, '2023-07-01'],
  ],
};

/** One list in three parts, each with its own unit: in a title, in a repeated heading, and none again. */
export const UNITS_CHANGE: LaidSheet = {
  name: '2023',
  rows: [
    ['专项资金（单位：万元）'],
    ['序号', '级次', '资金名称', '承担单位', '金额', '下达时间'],
    [1, '市级', '专项一', '示例甲科技有限公司', 20, '2023-05-01'],
    ['二、本级资金（单位：元）'],
    ['（一）奖补'],
    [1, '本级', '专项二', '示例乙科技有限公司', 150000, '2023-08-01'],
    ['三、其他'],
    [1, '市级', '专项三', '示例丙科技有限公司', 7, '2023-09-01'],
    ['序号', '级次', '资金名称', '承担单位', '金额（千元）', '下达时间'],
    [1, '市级', '专项四', '示例丁科技有限公司', 90, '2023-10-01'],
  ],
};

/** A count of visits by quarter beside a list of trainings. */
export const BESIDE: LaidSheet = {
  name: '2023年',
  rows: [
    ['培训主题', '时间', '地点', '参训人次', null, '季度', '参会企业数', '备注'],
    ['知识产权讲座', '3月5日', '创业园', 60, null, '一季度', 22, '合计'],
    ['高企申报培训', '6月10日', '线上', 180, null, '二季度', 15, ''],
  ],
};

/** Certificates of three years side by side. */
export const YEARS_BESIDE: LaidSheet = {
  name: '名单',
  rows: [
    ['高新技术企业三年认定情况'],
    ['企业', '2021年', null, '2022年', null],
    [null, '证书编号', '发证日', '证书编号', '发证日'],
    ['示例甲科技有限公司', 'GR202115000111', '2021-09-16', 'GR202415000999', '2024-10-10'],
    ['示例乙科技有限公司', null, null, 'GR202215000222', '2022-10-12'],
  ],
  merges: ['A1:E1', 'A2:A3', 'B2:C2', 'D2:E2'],
};

/** Years without a heading that anybody could know stand above the real table. */
export const RECORDS_ABOVE: LaidSheet = {
  name: '2023',
  rows: [
    ['甲', '示例甲有限公司', 12],
    ['乙', '示例乙有限公司', 13],
    ['丙', '示例丙有限公司', 14],
    ['级次', '资金名称', '承担单位', '金额（万元）', '下达时间'],
    ['市级', '专项一', '示例丁有限公司', 20, '2023-05-01'],
  ],
};

const PART_HEADINGS = ['序号', '资金名称', '资金级别', '执行单位', '统一社会信用代码', '下达金额（万元）', '下达日期'];

/** Two years one above the other; a column is empty in both, and the days are missing from the first. */
export const YEARS_BELOW: LaidSheet = {
  name: '资金',
  rows: [
    ['2022年科技专项资金台账'],
    PART_HEADINGS,
    [1, '专项一', '市级', '示例甲科技有限公司', null, 20, null],
    [2, '专项二', '自治区', '示例乙科技有限公司', null, 30, null],
    [],
    ['2023年科技专项资金台账'],
    PART_HEADINGS,
    [1, '专项一', '市级', '示例甲科技有限公司', null, 25, '2023-05-01'],
    [2, '专项三', '自治区', '示例丙科技有限公司', null, 35, '2023-06-01'],
  ],
};

/** The same with headings of two levels. */
export const YEARS_BELOW_IN_LEVELS: LaidSheet = {
  name: '资金',
  merges: ['A2:A3', 'B2:B3', 'C2:C3', 'D2:E2', 'F2:G2', 'A8:A9', 'B8:B9', 'C8:C9', 'D8:E8', 'F8:G8'],
  rows: [
    ['2022年科技专项资金台账'],
    ['序号', '资金名称', '资金级别', '执行单位', null, '下达情况', null],
    [null, null, null, '单位名称', '统一社会信用代码', '下达金额（万元）', '下达日期'],
    [1, '专项一', '市级', '示例甲科技有限公司', null, 20, null],
    [2, '专项二', '自治区', '示例乙科技有限公司', null, 30, null],
    [],
    ['2023年科技专项资金台账'],
    ['序号', '资金名称', '资金级别', '执行单位', null, '下达情况', null],
    [null, null, null, '单位名称', '统一社会信用代码', '下达金额（万元）', '下达日期'],
    [1, '专项一', '市级', '示例甲科技有限公司', null, 25, '2023-05-01'],
    [2, '专项三', '自治区', '示例丙科技有限公司', null, 35, '2023-06-01'],
  ],
};
