import { DISTRICT, YEARS } from '../records/district.js';
import { nameIn } from '../records/enterprise.js';
import { type Base, BASES, type Planting, PLANTINGS } from '../records/rural.js';
import { emptySheet, type WorkbookLayout } from './sheet.js';
import { date } from './spell.js';
import { type Column, serial, sheetOf } from './table.js';

const bases: Column<Base>[] = [
  serial(),
  { head: '基地名称', width: 34, cell: (row) => row.name },
  { head: '基地类型', width: 20, cell: (row) => row.kind },
  { head: '级别', width: 10, cell: (row) => row.level },
  { head: '依托单位', width: 34, cell: (row) => nameIn(row.host, row.year) },
  { head: '所在地', width: 14, cell: (row) => row.place },
  { head: '面积\n（亩）', width: 10, cell: (row) => row.area },
  { head: '状态', width: 10, cell: (row) => row.status },
  { head: '认定时间', width: 16, cell: (row, index) => date(row.date, index % 2 === 0 ? 'chinese' : 'iso-serial') },
];

const plantings: Column<Planting>[] = [
  serial(),
  { head: '年度', width: 10, down: true, cell: (row) => row.year },
  { head: '类别', width: 14, down: true, cell: (row) => row.kind },
  { head: '品  种', width: 16, cell: (row) => row.crop },
  { head: '种植地点', width: 18, cell: (row) => row.place },
  {
    head: '面积（亩）',
    width: 12,
    cell: (row) => row.area,
    total: (rows) => rows.reduce((sum, row) => sum + row.area, 0),
  },
];

/** Demonstration bases and featured crops: two ledgers in one workbook. */
export const rural: WorkbookLayout = {
  file: '农村科技台账.xlsx',
  format: 'xlsx',
  sheets: [
    sheetOf({
      name: '示范基地',
      title: `${DISTRICT.name}科技示范基地台账`,
      columns: bases,
      blocks: YEARS.map((year) => ({ records: BASES.filter((row) => row.year === year) })),
      footers: ['填表人：　　　　　　审核人：'],
    }),
    sheetOf({
      name: '特色种植',
      title: `${DISTRICT.name}特色产业种植台账`,
      columns: plantings,
      blocks: YEARS.map((year, at) => ({
        records: PLANTINGS.filter((row) => row.year === year),
        group: `（${'一二三四'[at]}）${year}年种植情况`,
        subtotal: '小计',
      })),
      total: '合计',
      footers: ['资料来源：各村上报'],
    }),
    emptySheet('Sheet3'),
  ],
};
