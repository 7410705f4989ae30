import { type Budget, BUDGETS } from '../records/budget.js';
import { DISTRICT, LEVELS, type Level, YEARS } from '../records/district.js';
import { nameIn } from '../records/enterprise.js';
import { exact, sum } from '../records/figure.js';
import { type Funding, FUNDINGS } from '../records/funding.js';
import { type Cell, emptySheet, type SheetLayout, type WorkbookLayout } from './sheet.js';
import { type DateStyle, date, fullWidth, inUnit, money, type MoneyUnit } from './spell.js';
import { type Column, serial, sheetOf } from './table.js';

interface Manner {
  readonly sheet: string;
  readonly unit: MoneyUnit;
  /** Where the unit stands: in the line above the heading, or in the heading. */
  readonly unitIn: 'caption' | 'heading';
  readonly head: string;
  readonly style: DateStyle;
}

const MANNERS: Record<Level, Manner> = {
  国家: { sheet: '国家级', unit: '万元', unitIn: 'heading', head: '下达金额（万元）', style: 'chinese' },
  自治区: { sheet: '自治区级', unit: '万元', unitIn: 'caption', head: '下达金额', style: 'slashed' },
  市: { sheet: '市级', unit: '元', unitIn: 'caption', head: '金　额', style: 'iso-serial' },
  本级: { sheet: '区本级', unit: '千元', unitIn: 'heading', head: '安排资金\n（千元）', style: 'compact' },
};

/** By how much, in yuan, the grand total of the city's sheet is wrong: a fault for the clerk to find. */
export const WRONG_TOTAL_BY = 20_000;

/** An amount; every fourth of the region's is written out with its unit, every sixth in full-width digits. */
function amount(row: Funding, index: number, unit: MoneyUnit): Cell {
  const plain = money(row.amount, unit);
  if (row.level !== '自治区' || typeof plain !== 'number') return plain;
  if (index % 4 === 1) return `${plain}万`;
  return index % 6 === 3 ? fullWidth(plain) : plain;
}

function total(rows: readonly Funding[], unit: MoneyUnit): Cell {
  return inUnit(sum(rows.map((row) => row.amount)), unit);
}

function columns(level: Level, grand: readonly Funding[]): Column<Funding>[] {
  const { unit, head, style } = MANNERS[level];
  return [
    serial(),
    { head: '年度', width: 8, down: true, cell: (row) => row.year },
    { head: level === '本级' ? '文 号' : '资金文号', width: 22, down: true, cell: (row) => row.documentNo ?? '/' },
    { head: '资金名称', width: 34, cell: (row) => row.item },
    { head: '执行单位', width: 34, cell: (row) => nameIn(row.organisation, row.year) },
    { head: '资金流向', width: 10, cell: (row) => row.flow },
    {
      head,
      width: 14,
      cell: (row, index) => amount(row, index, unit),
      total: (rows) => {
        const wrong = level === '市' && rows.length === grand.length;
        return wrong ? inUnit(sum([...rows.map((row) => row.amount), exact(WRONG_TOTAL_BY)]), unit) : total(rows, unit);
      },
    },
    { head: '拨付时间', width: 15, cell: (row) => date(row.date, style, '/') },
    { head: '支持方向', width: 15, cell: (row) => row.purpose },
    { head: '备注', width: 14, cell: (row) => (row.amount.flag === 'masked' ? '金额待公开' : (row.reason ?? null)) },
  ];
}

function sheet(level: Level): SheetLayout {
  const rows = FUNDINGS.filter((row) => row.level === level);
  const manner = MANNERS[level];
  const grouped = level === '市' || level === '自治区';
  return sheetOf({
    name: manner.sheet,
    title: `${DISTRICT.name}${manner.sheet === '区本级' ? '本级' : manner.sheet}科技专项资金下达情况表`,
    ...(manner.unitIn === 'caption' ? { caption: `单位：${manner.unit}` } : {}),
    columns: columns(level, rows),
    blocks: YEARS.map((year) => ({
      records: rows.filter((row) => row.year === year),
      ...(grouped ? { subtotal: `${year}年小计` } : {}),
    })),
    total: grouped ? '总　计' : '合计',
    footers:
      level === '市'
        ? ['注：专项资金以市财政局、市科技局下达文件为准。']
        : ['填表人：　　　　　　审核人：　　　　　　日期：'],
  });
}

const wan = (yuan: number) => yuan / 10_000;
const inAll = (rows: readonly Budget[], of: (row: Budget) => number) =>
  wan(rows.reduce((all, row) => all + of(row), 0));

const budgets = sheetOf<Budget>({
  name: '预算执行',
  title: `${DISTRICT.name}科技专项资金预算执行情况表`,
  columns: [
    serial(),
    { head: '年度', width: 8, down: true, cell: (row) => row.year },
    { head: '资金级次', width: 10, cell: () => '本级' },
    { head: '资金名称', width: 34, cell: (row) => row.item },
    { head: '执行单位', width: 34, cell: (row) => row.organisation },
    {
      head: '预算数\n（万元）',
      width: 14,
      cell: (row) => wan(row.budget),
      total: (rows) => inAll(rows, (row) => row.budget),
    },
    {
      head: '执行数\n（万元）',
      width: 14,
      cell: (row) => wan(row.executed),
      total: (rows) => inAll(rows, (row) => row.executed),
    },
    { head: '执行率', width: 10, cell: (row) => `${Number(((row.executed / row.budget) * 100).toFixed(1))}%` },
  ],
  blocks: YEARS.map((year) => ({ records: BUDGETS.filter((row) => row.year === year) })),
  total: '合计',
});

/** Funds: a sheet a level, each in its own unit of money; what is passed on (分配) stands among what came in. */
export const funds: WorkbookLayout = {
  file: '科技专项资金下达及分配情况.xlsx',
  format: 'xlsx',
  sheets: [...LEVELS.map(sheet), budgets, emptySheet('Sheet3')],
};
