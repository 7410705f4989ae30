import { ledgerOf, type LedgerId } from '../../../src/entities/ledgers/index.js';
import { columnsOf, type FilledSheet } from '../../generated/ledger-workbook.js';
import type { Row } from './row.js';

/** What a sheet can say: a field that it has is not limited to the values that it states of all rows. */
export type Limits = ReadonlyMap<string, readonly string[]>;

/** The sheets that each import read, by its run. */
export type SheetsOfRuns = ReadonlyMap<string, readonly FilledSheet[]>;

/** Fields that are worked out row by row where the sheet has one of these columns. */
const WORKED_OUT: Readonly<Partial<Record<LedgerId, Readonly<Record<string, readonly string[]>>>>> = {
  qualification: {
    issuedDate: ['certificateNo'],
    validUntil: ['issuedDate', 'certificateNo'],
    type: ['certificateNo', 'registrationNo'],
  },
  base: { appliedDate: ['status'] },
  'commissioner-service': { times: ['commissioner'] },
  activity: { kind: ['title'], venueType: ['venue'], days: ['date'] },
  target: { low: ['text'], high: ['text'], comparator: ['text'] },
};

/** What the heading of a date (认定时间) says of all rows, where no column says it. */
const HEADED: Readonly<Partial<Record<LedgerId, Readonly<Record<string, readonly [date: string, value: string]>>>>> = {
  base: { status: ['date', '认定'] },
};

/** What each of several columns says of its rows: a sheet with one of them says that of all. */
const BY_COLUMN: Readonly<Partial<Record<LedgerId, Readonly<Record<string, Readonly<Record<string, string>>>>>>> = {
  'enterprise-year': { rdBasis: { rdExpense: '研发费用', rdExpenditure: 'R&D经费' } },
};

/** What a written sheet can say of each field that it has no column for. */
export function limitsOfSheet(sheet: FilledSheet): Limits {
  const columns = columnsOf(sheet);
  const limits = new Map<string, readonly string[]>();
  for (const field of Object.keys(ledgerOf(sheet.ledger).fields)) {
    if (columns.includes(field)) continue;
    const stated = sheet.heading?.says[field];
    const sources = WORKED_OUT[sheet.ledger]?.[field] ?? [];
    const [date = '', value = ''] = HEADED[sheet.ledger]?.[field] ?? [];
    const told = Object.entries(BY_COLUMN[sheet.ledger]?.[field] ?? {}).filter(([column]) => columns.includes(column));
    if (stated !== undefined) limits.set(field, stated);
    else if (told.length === 1) limits.set(field, [told[0]![1]]);
    else if (told.length > 1) continue;
    else if (columns.includes(date)) limits.set(field, [value]);
    else if (!sources.some((source) => columns.includes(source))) limits.set(field, []);
  }
  return limits;
}

/** What either of two sheets can say. */
function wider(a: Limits, b: Limits): Limits {
  return new Map(
    [...a].flatMap(([field, values]): [string, readonly string[]][] => {
      const others = b.get(field);
      return others === undefined ? [] : [[field, [...new Set([...values, ...others])]]];
    }),
  );
}

/**
 * What the sheets that said a row can say: that of the import that made it and that of the import that changed it last.
 * A division has two imports at most, and one that changes nothing of a row, its limits among that, is of no account.
 * Nothing limits a row that no import made.
 */
export function limitsOfRow(sheets: SheetsOfRuns, ledger: string, row: Row): Limits {
  return [...new Set([row.created_by, row.run_id])]
    .map((run) => sheets.get(run)?.find((sheet) => sheet.ledger === ledger))
    .map((sheet): Limits => (sheet === undefined ? new Map() : limitsOfSheet(sheet)))
    .reduce(wider);
}
