import type { LaidSheet } from '../../write-workbook.js';

/** A city's yearbook: a division a row, three units in the headings, ratios that others work out. */
export const DISTRICTS_OF_A_YEAR: LaidSheet = {
  name: '2023',
  rows: [
    ['2023年全社会R&D经费投入情况'],
    ['行政区划', 'GDP（亿元）', 'R&D经费内部支出（万元）', 'R&D经费占GDP比重（%）', '常住人口（人）'],
    ['示例区', 286.4, 21480, 0.75, 256000],
  ],
};

/** Money in the unit of the caption, years in rows, the fiscal part of it. */
export const FISCAL_YEARS: LaidSheet = {
  name: 'Sheet1',
  rows: [
    ['财政科技投入情况表（单位：万元）'],
    ['年度', '地方一般公共预算支出', '其中：科学技术支出', '财政科技支出占比（%）'],
    [2022, 186900, 3284, 1.76],
    [2023, 191200, '*', '—'],
  ],
};

/** Years side by side. */
export const YEARS_BESIDE: LaidSheet = {
  name: '数据',
  rows: [
    ['区域统计数据'],
    ['2022年地区生产总值（亿元）', '2023年地区生产总值（亿元）', '2022年常住人口（万人）', '2023年常住人口（万人）'],
    [271.9, 286.4, 25.8, 25.6],
  ],
};

/** A market regulator's export. */
export const PATENT_EXPORT: LaidSheet = {
  name: '专利数据',
  rows: [
    ['申请号', '发明名称', '专利类型', '申请(专利权)人', '申请日', '授权公告日', '当前法律状态', '发明人'],
    ['CN202110000001.1', '一种饲草加工装置', '实用新型', '示例一有限公司', '2021.03.01', '2021.11.05', '授权', '张三'],
    [
      'CN202010000002.X',
      '发酵工艺',
      '发明授权',
      '示例二有限公司',
      '2020.01.10',
      '2023.02.14',
      '未缴年费终止失效',
      '李四',
    ],
    ['CN202310000003.0', '一种检测方法', '发明公布', '示例二有限公司', '2023.05.10', null, '实质审查', '李四'],
  ],
};

/** A list whose title says kind, step and year. */
export const INVENTIONS_GRANTED: LaidSheet = {
  name: 'Sheet1',
  rows: [
    ['2023年授权发明专利清单'],
    ['序号', '专利名称', '专利号', '权利人', '备注'],
    [1, '一种发酵工艺', 'ZL202010000002.X', '示例二有限公司', null],
    [2, '一种检测方法', 'ZL202010000003.4', '示例一有限公司', null],
  ],
};

/** The torch statistics' words, with figures that are nobody's field. */
export const INCUBATORS: LaidSheet = {
  name: '汇总',
  rows: [
    ['2023年度科技企业孵化器年报数据汇总'],
    [
      '孵化器名称',
      '级别',
      '运营管理机构',
      '孵化场地面积（平方米）',
      '在孵企业总数',
      '当年毕业企业数',
      '累计毕业企业数',
    ],
    ['示例科技企业孵化器', '国家级', '示例孵化器有限公司', 21500, 62, 8, 45],
    ['示例创业孵化园', '自治区级', '示例园区运营有限公司', 12800, '30余', '/', 12],
    ['合计', null, null, 34300, 92, 8, 57],
  ],
};

/** Incubators as a list, without a yearly figure: a ledger of bases. */
export const INCUBATORS_LISTED: LaidSheet = {
  name: '名单',
  rows: [
    ['科技企业孵化器名单'],
    ['序号', '载体名称', '载体类型', '级别', '依托单位', '认定时间'],
    [1, '示例科技企业孵化器', '科技企业孵化器', '国家级', '示例孵化器有限公司', '2021-05-01'],
    [2, '示例众创空间', '众创空间', '市级', '示例园区运营有限公司', '2022-06-01'],
  ],
};

/** A bureau's visits, with what became of what was asked for. */
export const NEEDS: LaidSheet = {
  name: '清单',
  rows: [
    ['2023年走访企业诉求清单'],
    ['序号', '走访企业', '走访时间', '反映问题', '问题类别', '责任科室', '办理情况', '办结时间'],
    [1, '示例一有限公司', '2023-03-01', '缺少流动资金', '融资', '计划科', '已解决', '2023-04-10'],
    [2, '示例二有限公司', '5月中旬', '招工难', '用工', '办公室', '正在协调', null],
    [3, '示例二有限公司', '2023年9月', '希望对接高校', '技术需求', '高新科', '未解决', null],
  ],
};

/** Problems that the bureau reports of itself stay with it, though enterprises are what they are about. */
export const OWN_PROBLEMS: LaidSheet = {
  name: '问题',
  rows: [
    ['2023年存在问题整改清单'],
    ['序号', '存在问题', '问题类别', '整改措施', '责任单位', '整改情况'],
    [1, '科技企业后备不足', '企业创新', '建立培育库', '高新科', '整改中'],
    [2, '企业诉求办理不及时', '企业服务', '建立台账', '办公室', '已解决'],
  ],
};

/** Residents in 人, of which the heading says nothing. */
export const RESIDENTS: LaidSheet = {
  name: '基本情况',
  rows: [
    ['示例区基本情况'],
    ['年份', '常住人口', '生产总值（亿元）', '财政支出（亿元）', '科技支出（亿元）'],
    ['2022年', 258000, 271.9, 18.69, 0.3284],
    ['2023年', 25.6, 286.4, 19.12, 0.3126],
  ],
};

/** Whether it is settled in one column, what was done in another. */
export const NEEDS_SETTLED: LaidSheet = {
  name: '包联',
  rows: [
    ['2023年包联企业问题诉求台账'],
    ['企业名称', '包联领导', '存在问题或诉求', '诉求类别', '责任部门', '办理进展', '是否办结'],
    ['示例一有限公司', '王局', '缺少流动资金', '资金', '计划科', '已协调银行授信300万元', '是'],
    ['示例二有限公司', '李局', '缺少技术工人', '用工', '办公室', '正在组织招聘会', '否'],
  ],
};
