import { DISTRICT, YEARS, type Year } from '../records/district.js';
import { nameIn } from '../records/enterprise.js';
import { INCUBATOR_YEARS, type IncubatorYear } from '../records/incubator.js';
import { type Need, NEEDS } from '../records/need.js';
import { EARLIER_PATENTS, GRANTED_PATENTS, type Patent } from '../records/patent.js';
import { REGION_YEARS, type RegionYear } from '../records/region.js';
import { emptySheet, type WorkbookLayout } from './sheet.js';
import { date, type DateStyle, inUnit } from './spell.js';
import { type Column, serial, sheetOf } from './table.js';

const statistics: Column<RegionYear>[] = [
  { head: '年份', width: 10, cell: (row) => `${row.year}年` },
  { head: '地区生产总值\n（亿元）', width: 14, cell: (row) => inUnit(row.gdp, '亿元') },
  { head: '年末常住人口\n（万人）', width: 14, cell: (row) => row.population },
  { head: '全社会R&D经费\n（万元）', width: 14, cell: (row) => inUnit(row.rd, '万元') },
  { head: 'R&D经费投入强度\n（%）', width: 14, cell: (row) => Number(((row.rd / row.gdp) * 100).toFixed(2)) },
  { head: '一般公共预算支出', under: '财政支出（万元）', width: 16, cell: (row) => inUnit(row.budget, '万元') },
  { head: '其中：科学技术支出', under: '财政支出（万元）', width: 16, cell: (row) => inUnit(row.science, '万元') },
  { head: '数据来源', width: 22, cell: () => '区统计局、区财政局' },
];

/** The district's statistics, a row a year: three units, and a column that is worked out from two others. */
export const region: WorkbookLayout = {
  file: '区域统计主要数据.xlsx',
  format: 'xlsx',
  sheets: [
    sheetOf({
      name: '历年数据',
      title: `${DISTRICT.name}国民经济和科技投入主要数据`,
      columns: statistics,
      blocks: [{ records: REGION_YEARS }],
      footers: ['注：地区生产总值按当年价格计算。'],
    }),
    emptySheet('Sheet2'),
  ],
};

function patentColumns(style: DateStyle): Column<Patent>[] {
  return [
    serial(),
    { head: '专利号', width: 22, cell: (row) => row.no },
    { head: '专利名称', width: 34, cell: (row) => row.name },
    { head: '专利类型', width: 12, cell: (row) => (row.kind === '发明' ? '发明专利' : row.kind) },
    { head: '专利权人', width: 34, cell: (row) => nameIn(row.holder, Number(row.granted.from.slice(0, 4))) },
    { head: '统一社会信用代码', width: 22, cell: (row) => row.holder.code },
    { head: '申请日', width: 14, cell: (row) => date(row.applied, style) },
    { head: '授权公告日', width: 14, cell: (row) => date(row.granted, style) },
    { head: '法律状态', width: 12, cell: (row) => (row.lapsed === null ? '专利权维持' : '专利权终止') },
    { head: '失效日期', width: 14, cell: (row) => date(row.lapsed, style) },
  ];
}

/** Patents: those granted in each year on a sheet of its own, and the invention patents of earlier years. */
export const patents: WorkbookLayout = {
  file: '专利授权情况台账.xlsx',
  format: 'xlsx',
  sheets: [
    sheetOf({
      name: '存量',
      title: `${DISTRICT.name}有效发明专利存量清单（截至2021年1月）`,
      columns: patentColumns('dotted'),
      blocks: [{ records: EARLIER_PATENTS }],
    }),
    ...YEARS.map((year) =>
      sheetOf({
        name: `${year}年授权`,
        title: `${DISTRICT.name}${year}年专利授权情况登记表`,
        columns: patentColumns(year === 2022 ? 'iso-serial' : 'dashed'),
        blocks: [{ records: GRANTED_PATENTS[year] }],
        footers: ['数据来源：国家知识产权局专利检索'],
      }),
    ),
  ],
};

const reports: Column<IncubatorYear>[] = [
  serial(),
  { head: '载体名称', width: 26, cell: (row) => row.name },
  { head: '载体类型', width: 12, cell: (row) => row.kind },
  { head: '级别', width: 10, cell: (row) => `${row.level}级` },
  { head: '运营机构', width: 34, cell: (row) => nameIn(row.operator, row.year) },
  { head: '孵化场地面积（㎡）', width: 14, cell: (row) => row.area },
  {
    head: '在孵企业数',
    under: '孵化情况（家）',
    width: 12,
    cell: (row) => row.incubating,
    total: (rows) => rows.reduce((sum, row) => sum + row.incubating, 0),
  },
  {
    head: '当年毕业企业',
    under: '孵化情况（家）',
    width: 12,
    cell: (row) => row.graduated,
    total: (rows) => rows.reduce((sum, row) => sum + row.graduated, 0),
  },
  { head: '累计毕业企业', under: '孵化情况（家）', width: 12, cell: (row) => row.graduates },
];

const reportOf = (year: Year) =>
  sheetOf({
    name: `${year}年报`,
    title: `${DISTRICT.name}${year}年度科技企业孵化载体年报汇总表`,
    columns: reports,
    blocks: [{ records: INCUBATOR_YEARS.filter((row) => row.year === year) }],
    total: '合计',
    footers: ['填报单位：各孵化载体'],
  });

/** The yearly reports of incubators, a sheet a year; graduates of the year beside all graduates. */
export const incubators: WorkbookLayout = {
  file: '科技企业孵化载体年报.xlsx',
  format: 'xlsx',
  sheets: YEARS.map(reportOf),
};

const needs: Column<Need>[] = [
  serial(),
  { head: '企业名称', width: 34, cell: (row) => nameIn(row.enterprise, row.year) },
  { head: '诉求类型', width: 12, cell: (row) => `${row.kind}类` },
  { head: '诉求内容', width: 44, cell: (row) => row.content },
  { head: '收集时间', width: 14, cell: (row, index) => date(row.raised, index % 3 === 0 ? 'chinese' : 'iso-serial') },
  { head: '承办科室', width: 12, cell: (row) => row.office },
  { head: '办理情况', width: 12, cell: (row) => (row.status === '已办结' ? '已解决' : row.status) },
  { head: '办结时间', width: 14, cell: (row) => date(row.resolved, 'iso-serial') },
];

/** What enterprises asked for, all years on one sheet below headings of years. */
export const enterpriseNeeds: WorkbookLayout = {
  file: '企业诉求收集办理台账.xlsx',
  format: 'xlsx',
  sheets: [
    sheetOf({
      name: '诉求台账',
      title: `${DISTRICT.name}企业诉求收集办理台账`,
      columns: needs,
      blocks: YEARS.map((year, at) => ({
        records: NEEDS.filter((row) => row.year === year),
        group: `${'一二三四'[at]}、${year}年`,
      })),
    }),
    emptySheet('Sheet2'),
  ],
};
