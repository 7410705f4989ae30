import exceljs from 'exceljs';
import { readingOf } from '../../import/ledgers/index.js';
import { type LedgerId, ledgerOf } from '../../src/entities/ledgers/index.js';

/** What a clerk fills in: text or a number as it is typed, a day, or nothing. */
export type Typed = string | number | Date | null;

/** A row of a ledger, by field; `year` fills the column 年度. */
export interface FilledRow {
  readonly year?: number;
  readonly fields: Readonly<Record<string, Typed>>;
}

/** A sheet of one ledger. */
export interface FilledSheet {
  readonly ledger: LedgerId;
  readonly rows: readonly FilledRow[];
  /** Written under the last row as the 合计 of a field. */
  readonly total?: { readonly field: string; readonly value: number };
}

/** Writes a workbook as bureaus keep theirs: a sheet a ledger, its title merged above its headings, money in 万元. */
export async function writeLedgers(path: string, sheets: readonly FilledSheet[]): Promise<void> {
  const workbook = new exceljs.Workbook();
  for (const { ledger, rows, total } of sheets) {
    const { zh } = ledgerOf(ledger);
    const fields = [...new Set(rows.flatMap((row) => Object.keys(row.fields)))];
    const yearly = rows.some(({ year }) => year !== undefined);
    const sheet = workbook.addWorksheet(zh);
    const headings = ['序号', ...(yearly ? ['年度'] : []), ...fields.map((field) => headingOf(ledger, field))];
    sheet.addRow([zh]);
    sheet.mergeCells(1, 1, 1, headings.length);
    sheet.addRow(headings);
    for (const [index, { year, fields: filled }] of rows.entries()) {
      const typed = fields.map((field) => filled[field] ?? null);
      const row = sheet.addRow([index + 1, ...(yearly ? [year ?? null] : []), ...typed]);
      for (const [column, value] of typed.entries())
        if (value instanceof Date) row.getCell(column + (yearly ? 3 : 2)).numFmt = 'yyyy-mm-dd';
    }
    if (total !== undefined)
      sheet.addRow([
        '合计',
        ...(yearly ? [null] : []),
        ...fields.map((field) => (field === total.field ? total.value : null)),
      ]);
  }
  await workbook.xlsx.writeFile(path);
}

/** The heading that most bureaus give a field, with its unit. */
function headingOf(ledger: LedgerId, name: string): string {
  const field = ledgerOf(ledger).fields[name]!;
  const heading = readingOf(ledger).fields[name]?.headings[0] ?? field.zh;
  return field.kind === 'money' ? `${heading}（万元）` : heading;
}
