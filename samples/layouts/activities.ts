import { ACTIVITIES, type Activity, POPULARISATION } from '../records/activity.js';
import { DISTRICT, YEARS, type Year } from '../records/district.js';
import { emptySheet, type SheetLayout, type WorkbookLayout } from './sheet.js';
import { count, date } from './spell.js';
import { type Column, serial, sheetOf } from './table.js';

const REPEAT_AFTER = 12;

function columns(): Column<Activity>[] {
  return [
    serial(),
    { head: '活动类型', width: 11, down: true, cell: (row) => row.kind },
    { head: '活动名称', width: 32, cell: (row) => row.title },
    {
      head: '活动时间',
      width: 18,
      cell: (row, index) => date(row.date, index % 4 === 1 ? 'chinese-serial' : index % 4 === 3 ? 'dashed' : 'no-year'),
    },
    { head: '举办地点', width: 24, cell: (row) => row.venue },
    { head: '线上/线下', width: 13, cell: (row) => row.mode },
    { head: '承担角色', width: 10, cell: (row) => row.role },
    { head: '主办单位', width: 22, cell: (row) => row.organiser },
    { head: '合作单位', width: 36, cell: (row) => row.partners.join('、') || '无' },
    { head: '参加人次', width: 11, cell: (row) => count(row.people) },
    { head: '参会企业数（家）', width: 17, cell: (row) => count(row.enterprises) },
    { head: '传达文件', width: 30, cell: (row) => row.policy },
    { head: '值守班次', width: 10, cell: (row) => row.shifts },
    { head: '备　注', width: 14, cell: (row) => (row.date === null ? '时间待补' : null) },
  ];
}

function sheet(year: Year): SheetLayout {
  const rows = ACTIVITIES.filter((row) => row.year === year);
  return sheetOf({
    name: `${year}年活动`,
    title: `${DISTRICT.name}科技活动登记簿（${year}年）`,
    caption: `登记部门：${DISTRICT.bureau}办公室`,
    columns: columns(),
    blocks: [
      { records: rows.slice(0, REPEAT_AFTER) },
      { records: rows.slice(REPEAT_AFTER), continued: `续表　${year}年科技活动登记簿` },
    ],
    footers: ['登记人：　　　　　　　　复核：'],
  });
}

/** Activities of all kinds but popularisation: a sheet a year, printed on two pages, so the heading comes again. */
export const activities: WorkbookLayout = {
  file: '科技活动登记簿.xlsx',
  format: 'xlsx',
  sheets: [...YEARS.map(sheet), emptySheet('Sheet2')],
};

const popular: Column<Activity>[] = [
  serial(),
  { head: '年度', width: 8, down: true, cell: (row) => row.year },
  { head: '活动名称', width: 26, cell: (row) => row.title },
  { head: '举办时间', width: 20, cell: (row, index) => date(row.date, index % 3 === 1 ? 'slashed' : 'no-year', '—') },
  { head: '地点', width: 26, cell: (row) => row.venue },
  { head: '场所类型', width: 11, cell: (row) => row.venueType },
  { head: '承担角色', width: 11, cell: (row) => row.role },
  {
    head: '受众人次',
    width: 11,
    cell: (row) => count(row.people),
    total: (rows) => rows.reduce((sum, row) => sum + (row.people.value ?? 0), 0),
  },
  {
    head: '发放科普资料（份）',
    width: 18,
    cell: (row) => count(row.materials),
    total: (rows) => rows.reduce((sum, row) => sum + (row.materials.value ?? 0), 0),
  },
  {
    head: '志愿者（人）',
    width: 11,
    cell: (row) => row.volunteers,
    total: (rows) => rows.reduce((sum, row) => sum + row.volunteers, 0),
  },
  {
    head: '咨询人次',
    width: 11,
    cell: (row) => row.consultations,
    total: (rows) => rows.reduce((sum, row) => sum + row.consultations, 0),
  },
  { head: '宣传方式', width: 24, cell: (row) => row.channels.join('、') },
];

/** Popularisation: all years on one sheet; its kind stands in the title alone. */
export const popularisation: WorkbookLayout = {
  file: '科普活动台账.xlsx',
  format: 'xlsx',
  sheets: [
    sheetOf({
      name: '科普活动',
      title: `${DISTRICT.name}科普活动台账`,
      columns: popular,
      blocks: YEARS.map((year) => ({ records: POPULARISATION.filter((row) => row.year === year), subtotal: '小　计' })),
      total: '总　计',
      footers: ['注：科普资料含宣传册、书籍，不含展板。'],
    }),
    emptySheet('Sheet2'),
    emptySheet('Sheet3'),
  ],
};
