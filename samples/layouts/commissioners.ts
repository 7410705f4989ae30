import { COMMISSIONER_OFFICE, type Contract, CONTRACTS, type Service, SERVICES } from '../records/commissioner.js';
import { DISTRICT, YEARS, type Year } from '../records/district.js';
import { emptySheet, type SheetLayout, type WorkbookLayout } from './sheet.js';
import { count, date, inUnit, money } from './spell.js';
import { type Column, serial, sheetOf } from './table.js';

const contracts: Column<Contract>[] = [
  serial(),
  { head: '年度', width: 8, down: true, cell: (row) => row.year },
  { head: '责任状编号', width: 20, cell: (row) => row.no ?? '无' },
  { head: '协议类型', width: 12, cell: (row) => row.type },
  { head: '特派员\n姓名', width: 10, cell: (row) => row.commissioner },
  { head: '特派员类别', width: 12, cell: (row) => row.kind },
  { head: '选派单位', width: 26, cell: (row) => row.employer },
  { head: '技术职称', width: 14, cell: (row) => row.title },
  { head: '从事专业', width: 14, cell: (row) => row.specialty },
  { head: '服务村', width: 12, cell: (row) => row.place },
  {
    head: '签订时间',
    width: 14,
    cell: (row, index) => date(row.signed, index % 4 === 0 ? 'dotted' : 'chinese-serial'),
  },
  { head: '服务截止时间', width: 14, cell: (row) => date(row.until, 'chinese-serial') },
  { head: '考核等级', width: 10, cell: (row) => row.assessment ?? '未考核' },
];

function services(year: Year): Column<Service>[] {
  const rows = SERVICES.filter((row) => row.year === year);
  return [
    serial(),
    { head: '特派员名称', width: 12, down: true, cell: (row) => row.commissioner },
    {
      head: '服务时间',
      width: 16,
      cell: (row, index) => row.impossibleDate ?? date(row.date, index % 3 === 0 ? 'iso-serial' : 'no-year'),
    },
    { head: '服务地点', width: 14, cell: (row) => row.place },
    { head: '服务方式', width: 10, cell: (row) => row.mode },
    { head: '工作内容', width: 24, cell: (row) => row.content },
    {
      head: '科技服务天数（天）',
      width: 12,
      cell: (row) => row.days,
      total: () => rows.reduce((sum, row) => sum + row.days, 0),
    },
    {
      head: '培训农民（人次）',
      width: 12,
      cell: (row) => count(row.farmers, '-'),
      total: () => rows.reduce((sum, row) => sum + (row.farmers.value ?? 0), 0),
    },
    {
      head: '服务农户（户）',
      width: 12,
      cell: (row) => row.households,
      total: () => rows.reduce((sum, row) => sum + row.households, 0),
    },
    { head: '举办培训班（场次）', width: 12, cell: (row) => row.sessions },
    { head: '推广新技术（个）', width: 12, cell: (row) => count(row.technologies, '-') },
    {
      head: '带动增收（万元）',
      width: 12,
      cell: (row) => money(row.income, '万元', '-'),
      total: () =>
        inUnit(
          rows.reduce((sum, row) => sum + (row.income.value ?? 0), 0),
          '万元',
        ),
    },
  ];
}

function served(year: Year): SheetLayout {
  return sheetOf({
    name: `${year}年服务记录`,
    title: `${DISTRICT.name}${year}年科技特派员服务记录`,
    columns: services(year),
    blocks: [{ records: SERVICES.filter((row) => row.year === year) }],
    total: '合计',
    footers: [`${COMMISSIONER_OFFICE}　　　　审核：　　　　填表：`],
  });
}

/** Commissioners: contracts of all years on one sheet, services a sheet a year with days that lack the year; an old .xls. */
export const commissioners: WorkbookLayout = {
  file: '科技特派员工作台账.xls',
  format: 'biff8',
  sheets: [
    sheetOf({
      name: '责任状签订情况',
      title: `${DISTRICT.name}科技特派员责任状（服务协议）签订情况表`,
      columns: contracts,
      blocks: YEARS.map((year) => ({ records: CONTRACTS.filter((row) => row.year === year) })),
      footers: ['注：同一特派员既签责任状又签服务协议的，分行填写。'],
    }),
    ...YEARS.map(served),
    emptySheet('Sheet3'),
  ],
};
