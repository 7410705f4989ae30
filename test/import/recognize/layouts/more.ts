import type { LaidSheet } from '../../write-workbook.js';

/** Money received and money paid on, side by side. */
export const FLOWS_BESIDE: LaidSheet = {
  name: '2023年市级',
  rows: [
    ['2023年科技专项经费下达及拨付情况表（单位：万元）'],
    ['项目名称', '承担单位', '下达文号', '下达金额', '下达时间', '拨付金额', '备注'],
    ['甲项目', '示例一有限公司', '市科发〔2023〕1号', 100, '2023-03-01', 60, null],
    ['乙项目', '示例二有限公司', '市科发〔2023〕2号', 50, '2023-04-01', null, '联系人王五13812345678'],
    ['合计', null, null, 150, null, 60, null],
  ],
};

/** The levels below one heading, beside their sum; without the second row nothing tells the columns apart. */
export const LEVELS_BELOW: LaidSheet = {
  name: '附件1',
  merges: ['A2:A3', 'B2:B3', 'C2:F2', 'G2:G3'],
  rows: [
    ['2023年科技创新专项资金安排表（单位：元）'],
    ['单位名称', '项目名称', '安排资金', '安排资金', '安排资金', '安排资金', '备注'],
    [null, null, '小计', '中央财政', '市级财政', '区级财政', null],
    ['示例一有限公司', '甲项目', 900000, 500000, 300000, 100000, null],
    ['示例二有限公司', '乙项目', 200000, null, 120000, 80000, null],
  ],
};
const { rows: levelsBelow } = LEVELS_BELOW;
export const LEVELS_UNNAMED: LaidSheet = {
  name: '附件1',
  rows: [levelsBelow[0]!, levelsBelow[1]!, ...levelsBelow.slice(3)],
};

/** The levels in a column that is headed as the source. */
export const LEVELS_AS_SOURCE: LaidSheet = {
  name: '明细',
  rows: [
    ['指标文号', '资金来源', '使用单位', '指标类型', '金额（万元）', '发文日期'],
    ['自财教〔2023〕101号', '自治区', '示例一有限公司', '下达', 120, '2023-03-10'],
    ['市财教〔2023〕44号', '市级', '示例二有限公司', '下达', 60, '2023-04-02'],
    ['区财预〔2023〕18号', '区级', '示例三有限公司', '追加', 25, '2023-06-01'],
  ],
};

/** The levels beside their sum, one of which does not add up. */
export const WRONG_ROW_SUM: LaidSheet = {
  name: '资金',
  merges: ['C2:E2'],
  rows: [
    ['2023年科技资金台账', null, '单位：万元'],
    ['项目', '单位', '资金来源', null, null, '总额'],
    [null, null, '自治区', '市级', '区级', null],
    ['甲项目', '示例一有限公司', 10, 20, 30, 60],
    ['乙项目', '示例二有限公司', 1, 2, 3, 7],
  ],
};

/** Who signed and who did not. */
export const SIGNED_OR_NOT: LaidSheet = {
  name: '名册',
  rows: [
    ['2023年科技特派员名册'],
    ['姓名', '单位', '特派员类别', '是否签订责任状', '服务年限'],
    ['赵洋', '区林业工作站', '自然人', '是', '2023年1月-2024年12月'],
    ['罗勇', '示例农业大学', '个人', '否', '2023年1月-2024年12月'],
    ['示例合作社', '示例合作社', '法人', '√', '2023.1-2023.12'],
  ],
};

/** Years as group rows in a sheet whose name is of another year. */
export const GROUP_YEARS: LaidSheet = {
  name: '种植',
  merges: ['A3:D3', 'A6:D6'],
  rows: [
    ['特色产业种植情况'],
    ['品种', '类别', '种植地点', '种植面积（亩）'],
    ['（一）2021年'],
    ['桃树', '果树', '石桥村', 120],
    ['小计', null, null, 120],
    ['（二）2022年'],
    ['桃树', '果树', '石桥村', 150.5],
    ['野菊', '道地药材', '东河村', '30余'],
  ],
};

/** A term of validity as a span, a certificate without one, a batch in words. */
export const VALIDITY: LaidSheet = {
  name: '高企',
  rows: [
    ['高新技术企业名录'],
    ['企业名称', '信用代码', '证书编号', '有效期', '发证时间'],
    ['示例一有限公司', '91990103LC3CD608UY', 'GR202215000456', '2022.12.14-2025.12.13', '2022.12.14'],
    ['示例二有限公司', '91990103N2Y8T53EFD', 'GR202215000457', '三年', '2022.12.14'],
    ['示例三有限公司', '9199010370KBBKE4Y6', 'GR202215000458', null, '2022.12.14'],
  ],
};

/** Problems counted in Chinese numerals. */
export const PROBLEMS: LaidSheet = {
  name: '问题',
  rows: [
    ['2022年工作存在问题及整改情况'],
    ['序号', '存在问题', '整改措施', '整改进展', '责任单位', '完成时限'],
    ['一', '创新意识弱', '加强培训', '正在整改', '高新科', '2023年6月底前'],
    ['二', '产业分散', '编制规划', '已完成', '规划科', '2022年12月'],
    ['三', '无', null, null, null, null],
  ],
};

/** A bank's table with two-level headings, 亿元 in the caption, and bases under another name. */
export const LOANS: LaidSheet = {
  name: '对接',
  merges: ['A1:G1', 'A3:A4', 'B3:B4', 'C3:E3', 'F3:F4', 'G3:G4'],
  rows: [
    ['2023年银企对接融资情况统计表'],
    ['单位：亿元'],
    ['企业名称', '金融机构', '资金（亿元）', null, null, '用途', '办理情况'],
    [null, null, '需求', '授信', '放款', null, null],
    ['示例一有限公司', '示例农商行', 0.3, 0.25, 0.2, '流动资金', '已放款'],
    ['示例二有限公司', '示例建行', 1.2, '/', 0, '设备采购', '未通过'],
  ],
};

/** Observations of one year with last year's, in other words. */
export const HALF_YEAR: LaidSheet = {
  name: '上半年',
  rows: [
    ['2024年上半年主要科技指标'],
    ['指标名称', '单位', '本期', '去年同期', '同比±%'],
    ['技术合同成交额', '万元', 6471.85, 5980.97, 8.2],
    ['其中：技术开发', '万元', 2052.45, 0, '—'],
    ['高企数（家）', null, 60, 51, 17.6],
  ],
};
