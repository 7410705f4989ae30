import { DISTRICT, YEARS } from '../records/district.js';
import { nameIn } from '../records/enterprise.js';
import { sum } from '../records/figure.js';
import { type Demand, DEMANDS, TECH_CONTRACTS, type TechContract } from '../records/market.js';
import { type Cell, emptySheet, type SheetLayout, type WorkbookLayout } from './sheet.js';
import { type DateStyle, date, inUnit, money, type MoneyUnit } from './spell.js';
import { type Column, serial, sheetOf } from './table.js';

function contractColumns(unit: MoneyUnit, style: DateStyle, early: boolean): Column<TechContract>[] {
  const amount = (row: TechContract, index: number): Cell => {
    if (row.wordsForAmount !== undefined) return row.wordsForAmount;
    return index % 6 === 2 ? `${inUnit(row.amount.value ?? 0, '万元')}万元` : money(row.amount, unit);
  };
  return [
    serial(),
    { head: early ? '合同登记编号' : '认定登记编号', width: 20, cell: (row) => row.no },
    { head: '合同名称', width: 34, cell: (row) => row.name },
    { head: '合同类别', width: 12, cell: (row) => row.type },
    { head: early ? '卖方名称' : '让与方', width: 34, cell: (row) => nameIn(row.seller, row.year) },
    { head: early ? '买方名称' : '受让方', width: 24, cell: (row) => row.buyer },
    { head: '技术领域', width: 18, cell: (row) => row.field },
    {
      head: early ? '合同金额（万元）' : '合同成交额',
      width: 15,
      cell: amount,
      total: (rows) =>
        inUnit(sum(rows.filter((row) => row.wordsForAmount === undefined).map((row) => row.amount)), unit),
    },
    {
      head: early ? '技术交易额（万元）' : '技术交易额',
      width: 15,
      cell: (row) => money(row.technology, unit),
      total: (rows) => inUnit(sum(rows.map((row) => row.technology)), unit),
    },
    { head: '合同签订日期', width: 15, cell: (row) => date(row.signed, style) },
    { head: '登记日期', width: 15, cell: (row) => date(row.registered, style) },
    { head: '交易流向', width: 12, cell: (row) => row.direction },
  ];
}

function contracts(name: string, early: boolean): SheetLayout {
  const unit = early ? '万元' : '元';
  return sheetOf({
    name,
    title: `${DISTRICT.name}技术合同认定登记台账`,
    ...(early ? {} : { caption: '金额单位：元' }),
    columns: contractColumns(unit, early ? 'dashed' : 'iso-serial', early),
    blocks: [{ records: TECH_CONTRACTS.filter((row) => row.year <= 2022 === early) }],
    total: '合　计',
  });
}

/** Technology contracts: two sheets of two years, in 万元 and then in 元, with words for one amount. */
export const techContracts: WorkbookLayout = {
  file: '技术合同认定登记台账.xlsx',
  format: 'xlsx',
  sheets: [contracts('前期', true), contracts('近期', false), emptySheet('Sheet3')],
};

function demandColumns(unit: MoneyUnit): Column<Demand>[] {
  const written = (row: Demand, index: number): Cell => {
    if (row.demand.flag === 'approximate') return `近${inUnit(row.demand.value ?? 0, '万元')}万`;
    return unit === '万元' && index % 7 === 5
      ? `${inUnit(row.demand.value ?? 0, '亿元')}亿元`
      : money(row.demand, unit);
  };
  const total = (pick: (row: Demand) => Demand['demand']) => (rows: readonly Demand[]) =>
    inUnit(sum(rows.map(pick)), unit);
  return [
    serial(),
    { head: '年度', width: 8, down: true, cell: (row) => row.year },
    { head: '企业名称', width: 34, cell: (row) => nameIn(row.enterprise, row.year) },
    { head: '融资需求金额', under: '融资需求', width: 15, cell: written, total: total((row) => row.demand) },
    { head: '资金用途', under: '融资需求', width: 13, cell: (row) => row.purpose },
    { head: '对接银行', under: '银行对接', width: 20, cell: (row) => row.bank },
    { head: '对接时间', under: '银行对接', width: 14, cell: (row) => date(row.date, 'chinese') },
    {
      head: '授信金额',
      under: '银行对接',
      width: 12,
      cell: (row) => money(row.credit, unit),
      total: total((row) => row.credit),
    },
    {
      head: '放款金额',
      under: '银行对接',
      width: 12,
      cell: (row) => money(row.granted, unit),
      total: total((row) => row.granted),
    },
    { head: '进展', width: 10, cell: (row) => row.status },
  ];
}

function demands(name: string, unit: MoneyUnit, from: number, to: number): SheetLayout {
  return sheetOf({
    name,
    title: `${DISTRICT.name}企业融资需求对接情况统计表`,
    caption: `单位：${unit}`,
    columns: demandColumns(unit),
    blocks: YEARS.filter((year) => year >= from && year <= to).map((year) => ({
      records: DEMANDS.filter((row) => row.year === year),
    })),
    total: '合计',
    footers: ['填表人：　　　　　　　　联系电话：000-00000000'],
  });
}

/** Loan demands: 2021 to 2023 in 万元, 2024 in 亿元. */
export const financing: WorkbookLayout = {
  file: '企业融资需求对接统计表.xlsx',
  format: 'xlsx',
  sheets: [demands('2023年及以前', '万元', 2021, 2023), demands('2024年', '亿元', 2024, 2024), emptySheet('Sheet3')],
};
