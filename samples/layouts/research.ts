import { DISTRICT, YEARS, type Year } from '../records/district.js';
import { nameIn } from '../records/enterprise.js';
import { ENTERPRISE_YEARS, type EnterpriseYear } from '../records/enterprise-year.js';
import { type Figure, sum } from '../records/figure.js';
import type { SheetLayout, WorkbookLayout } from './sheet.js';
import { inUnit, money, type MoneyUnit } from './spell.js';
import { type Column, serial, sheetOf } from './table.js';

/** The torch statistics want 千元, the bureau later went over to 万元. */
const UNIT: Record<Year, MoneyUnit> = { 2021: '千元', 2022: '千元', 2023: '万元', 2024: '万元' };

function columns(year: Year): Column<EnterpriseYear>[] {
  const unit = UNIT[year];
  const total = (pick: (row: EnterpriseYear) => Figure) => (rows: readonly EnterpriseYear[]) =>
    inUnit(sum(rows.map(pick)), unit);
  const people = (pick: (row: EnterpriseYear) => number) => (rows: readonly EnterpriseYear[]) =>
    rows.reduce((all, row) => all + pick(row), 0);
  return [
    serial(),
    { head: '企业名称', width: 34, cell: (row) => nameIn(row.enterprise, year) },
    { head: '统一社会信用代码', width: 22, cell: (row) => row.enterprise.code },
    { head: '行业类别', width: 26, cell: (row) => row.enterprise.industry },
    { head: '营业收入', width: 14, cell: (row) => money(row.revenue, unit), total: total((row) => row.revenue) },
    { head: '研发费用', width: 14, cell: (row) => money(row.expense, unit, '-'), total: total((row) => row.expense) },
    { head: '从业人员', under: '人员（人）', width: 11, cell: (row) => row.staff, total: people((row) => row.staff) },
    {
      head: '研发人员',
      under: '人员（人）',
      width: 11,
      cell: (row) => row.researchers,
      total: people((row) => row.researchers),
    },
    {
      head: '专利申请数',
      under: '专利（件）',
      width: 11,
      cell: (row) => row.applied,
      total: people((row) => row.applied),
    },
    {
      head: '专利授权数',
      under: '专利（件）',
      width: 11,
      cell: (row) => row.granted,
      total: people((row) => row.granted),
    },
  ];
}

function sheet(year: Year): SheetLayout {
  return sheetOf({
    name: `${year}年度`,
    title: `${DISTRICT.name}${year}年规模以上企业研发投入情况表`,
    caption: `计量单位：${UNIT[year]}`,
    columns: columns(year),
    blocks: [{ records: ENTERPRISE_YEARS.filter((row) => row.year === year) }],
    total: '合计',
    footers: ['数据来源：企业填报', '单位负责人：　　　　　统计负责人：　　　　　填表人：'],
  });
}

/** R&D of above-scale enterprises: a sheet a year, saved by an office program as XML under the name .xls. */
export const research: WorkbookLayout = {
  file: '规上企业研发投入情况表.xls',
  format: 'spreadsheetml',
  sheets: YEARS.map(sheet),
};
