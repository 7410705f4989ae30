import { regionYearReading } from '../ledgers/region-year.js';
import { isPartOfYear } from '../text/part-of-year.js';
import { unitOf } from '../text/unit.js';
import type { Row, Sheet } from '../workbook/workbook.js';
import { holds } from './head.js';
import { headingOf } from './heading.js';
import { meaningsOf } from './lexicon.js';
import type { Recognition } from './recognition.js';
import { type LaidCell, type RelaidSheet, relaid, wordCell } from './relaid.js';

/** Fewer regional figures do not make a table of a region: R&D经费 alone may be that of enterprises. */
const LEAST = 2;
const MOST_ROWS = 500;

/**
 * The regional statistics (地区生产总值, 常住人口, 一般公共预算支出) among the rows of a table with indicators down and years or
 * 本年 across, laid out with years down and indicators across; null where there are none.
 */
export async function regionalTable(sheet: Sheet, recognition: Recognition): Promise<RelaidSheet | null> {
  const { ledger, columns, headerRows, title } = recognition;
  const named = columns.find(({ field }) => field === 'indicator');
  const values = columns.filter(({ field, set }) => field === 'value' && set === undefined);
  if (ledger.id !== 'observation' || named === undefined || values.length === 0) return null;
  // An export says what its rows are; where a column tells the year, an indicator stands in several rows.
  if (recognition.exported === true || columns.some(({ role }) => role === 'year')) return null;
  if ([title ?? '', sheet.name, ...values.map(({ heading }) => heading)].some(isPartOfYear)) return null;
  const units = columns.find(({ field }) => field === 'unit');
  const captions: Row[] = [];
  const indicators: { readonly row: Row; readonly heading: LaidCell }[] = [];
  let read = 0;
  for await (const rows of sheet.rows())
    for (const row of rows) {
      if (row.number < headerRows[0]) captions.push(row);
      if (row.number <= headerRows[1] || (read += 1) > MOST_ROWS) continue;
      const cell = row.cells[named.column];
      if (!holds(cell) || !isRegional(cell.text)) continue;
      const unit = units === undefined ? undefined : row.cells[units.column];
      const text = holds(unit) && unitOf(unit.text) !== null ? `${cell.text.trim()}（${unit.text.trim()}）` : cell.text;
      indicators.push({ row, heading: { ...wordCell(text), row: row.number, column: named.column } });
    }
  if (indicators.length < LEAST) return null;
  const grid = values.map(({ column, year }) => [
    wordCell(year === undefined ? '' : `${year}年`),
    ...indicators.map(({ row }): LaidCell | undefined => {
      const cell = row.cells[column];
      return cell === undefined ? undefined : { cell, row: row.number, column };
    }),
  ]);
  return relaid(sheet, {
    captions,
    grid: [[wordCell('年度'), ...indicators.map(({ heading }) => heading)], ...grid],
    columns: values,
    ledger: regionYearReading.ledger.id,
  });
}

/** Whether an indicator is a figure of the regional statistics. */
function isRegional(text: string): boolean {
  const { name } = headingOf([text]);
  return meaningsOf(regionYearReading).some(
    ({ role, kind, spellings }) =>
      role === 'field' && (kind === 'money' || kind === 'number') && spellings.has(name.toLowerCase()),
  );
}
