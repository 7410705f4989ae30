import exceljs from 'exceljs';
import { readingOf } from '../../import/ledgers/index.js';
import { type LedgerId, ledgerOf } from '../../src/entities/ledgers/index.js';

/** What a clerk fills in: text or a number as it is typed, or nothing. */
export type Typed = string | number | null;

/** A row of a ledger, by field; `year` and `division` fill the columns 年度 and 行政区划. */
export interface FilledRow {
  readonly year?: number;
  readonly division?: string;
  readonly fields: Readonly<Record<string, Typed>>;
}

/** The words above a table, and what they state of all its rows where no column does. */
export interface SheetHeading {
  readonly title: string;
  readonly says: Readonly<Record<string, readonly string[]>>;
}

/** A sheet of one ledger. */
export interface FilledSheet {
  readonly ledger: LedgerId;
  readonly rows: readonly FilledRow[];
  /** Its title, which is also the name of the sheet; absent: the name of the ledger. */
  readonly heading?: SheetHeading;
  /** Written under the last row as the 合计 of a field. */
  readonly total?: { readonly field: string; readonly value: number };
}

/** Writes a workbook as bureaus keep theirs: a sheet a ledger, its heading merged above its headings, money in 万元. */
export async function writeLedgers(path: string, sheets: readonly FilledSheet[]): Promise<void> {
  const workbook = new exceljs.Workbook();
  for (const filled of sheets) {
    const { ledger, rows, total, heading } = filled;
    const title = heading?.title ?? ledgerOf(ledger).zh;
    const fields = columnsOf(filled);
    const common = [
      { heading: '序号', of: (_: FilledRow, index: number): Typed => index + 1 },
      { heading: '年度', of: ({ year }: FilledRow): Typed => year ?? null },
      { heading: '行政区划', of: ({ division }: FilledRow): Typed => division ?? null },
    ].filter(({ of }, column) => column === 0 || rows.some((row) => of(row, 0) !== null));
    const sheet = workbook.addWorksheet(title);
    const headings = [...common.map(({ heading }) => heading), ...fields.map((field) => headingOf(ledger, field))];
    sheet.addRow([title]);
    sheet.mergeCells(1, 1, 1, headings.length);
    sheet.addRow(headings);
    for (const [index, row] of rows.entries())
      sheet.addRow([...common.map(({ of }) => of(row, index)), ...fields.map((field) => row.fields[field] ?? null)]);
    if (total !== undefined)
      sheet.addRow([
        '合计',
        ...common.slice(1).map(() => null),
        ...fields.map((field) => (field === total.field ? total.value : null)),
      ]);
  }
  await workbook.xlsx.writeFile(path);
}

/** The fields that a sheet has a column for: those that any of its rows names. */
export function columnsOf({ rows }: FilledSheet): string[] {
  return [...new Set(rows.flatMap((row) => Object.keys(row.fields)))];
}

/** The heading that most bureaus give a field, with its unit. */
function headingOf(ledger: LedgerId, name: string): string {
  const field = ledgerOf(ledger).fields[name]!;
  const heading = readingOf(ledger).fields[name]?.headings[0] ?? field.zh;
  return field.kind === 'money' ? `${heading}（万元）` : heading;
}
