import { columnName, fieldColumns, type LedgerDeclaration, type LedgerField } from '../../src/entities/ledger.js';
import { READINGS } from '../ledgers/index.js';
import type { LedgerReading } from '../ledgers/ledger.js';
import type { Issue } from '../issues/issue.js';
import { normalise } from '../text/normalise.js';
import type { Row, Sheet } from '../workbook/workbook.js';
import { type Head, holds } from './head.js';
import type { ExportedDate, RecognizedColumn, Settled, SheetReading } from './recognition.js';

/** Columns of every ledger's view beside its fields; of these a ledger that is not ours has none. */
const OWN = ['id', 'division', 'division_name', 'first_day', 'enterprise_id', 'flags', 'limits', 'row_number'];
const COMMON = [...OWN, 'year', 'enterprise_name', 'enterprise_credit_code', 'workbook', 'sheet'];
/** Columns by which a row is known again: its id, flags and limits. */
const CARRIED = ['id', 'flags', 'limits'] as const;
const LEAST_KNOWN = 3;
/** Columns that are not the view's may be added to an export, but not this many. */
const MOST_UNKNOWN = 0.4;
const DATE_PARTS = ['from', 'end', 'precision'] as const;

/** A ledger that the first row of a sheet may be the columns of. */
interface Match {
  readonly reading: LedgerReading;
  /** The name of the view's column, by column; null for others. */
  readonly names: readonly (string | null)[];
  readonly fields: number;
  readonly known: number;
  readonly complete: boolean;
}

/**
 * The reading of a sheet whose first row has the names of the columns of a ledger's view: an export of this program, or
 * a BI tool's of the schema `reporting`. Null for any other. `settled`: the ledger and columns that a person decided.
 */
export function exportedReading(
  sheet: Sheet,
  head: Head,
  settled: { readonly ledger?: string; readonly columns?: Settled } = {},
): SheetReading | null {
  const [first] = head.rows;
  if (first === undefined || Object.keys(settled.columns ?? {}).length > 0) return null;
  const matches = READINGS.filter(({ ledger }) => settled.ledger === undefined || ledger.id === settled.ledger)
    .map((reading) => matchOf(reading, first))
    .filter((match) => isMatch(match, first))
    .toSorted((a, b) => b.fields - a.fields);
  const [best, second] = matches;
  if (best === undefined) return null;
  const candidates = matches.slice(0, 3).map(({ reading, known }) => ({
    ledger: reading.ledger.id,
    score: 1,
    reason: `第${first.number}行有${known}个“${reading.ledger.zh}”的列名`,
  }));
  if (second !== undefined && second.fields === best.fields) {
    const named = matches.filter(({ fields }) => fields === best.fields).map(({ reading }) => reading.ledger);
    const only = named.filter(({ zh, table }) => [zh, table].includes(normalise(sheet.name)));
    if (only.length !== 1) return uncertain(sheet, first, named, candidates);
    return accepted(
      sheet,
      first,
      matches.find(({ reading }) => reading.ledger === only[0])!,
      candidates,
    );
  }
  return accepted(sheet, first, best, candidates);
}

function matchOf(reading: LedgerReading, { cells }: Row): Match {
  const fields = namesOfFields(reading.ledger);
  const names = Array.from(cells, (cell) => {
    const name = cell === undefined ? '' : technicalName(cell.text, reading.ledger.table);
    return fields.has(name) || COMMON.includes(name) ? name : null;
  });
  const found = new Set(names.flatMap((name) => (name === null ? [] : (fields.get(name) ?? []))));
  return {
    reading,
    names,
    fields: found.size,
    known: names.filter((name) => name !== null).length,
    complete: reading.required.every((group) => group.some((field) => found.has(field))),
  };
}

function isMatch({ complete, known, names }: Match, { cells }: Row): boolean {
  const headed = cells.filter(holds).length;
  const twice = new Set(names.filter((name) => name !== null)).size < known;
  return complete && !twice && known >= LEAST_KNOWN && (headed - known) / headed <= MOST_UNKNOWN;
}

/** The names of a view's columns of fields, with the fields. */
function namesOfFields(ledger: LedgerDeclaration): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(ledger.fields).flatMap(([field, declared]: [string, LedgerField]) => {
      const columns = fieldColumns(field, declared).map(({ name }) => name);
      if (declared.kind === 'date') columns.push(`${columnName(field)}_from`);
      return columns.map((name) => [name, field] as const);
    }),
  );
}

/** The name of a column in a heading: below the Chinese one, with its table before it, or as a BI tool spells it. */
function technicalName(heading: string, table: string): string {
  const line = heading.trim().split('\n').at(-1)!.trim();
  const plain = new RegExp(`^(?:"?${table}"?\\.|${table}\\[)"?([\\w ]+)"?\\]?$`, 'iu').exec(line)?.[1] ?? line;
  if (!/^[A-Za-z][\w ]*$/u.test(plain)) return '';
  return /^[a-z]+[A-Z]/u.test(plain) ? columnName(plain) : plain.toLowerCase().replaceAll(' ', '_');
}

function uncertain(
  sheet: Sheet,
  { number }: Row,
  ledgers: readonly LedgerDeclaration[],
  candidates: SheetReading['candidates'],
): SheetReading {
  const [names, ids] = [ledgers.map(({ zh }) => zh), ledgers.map(({ id }) => id)];
  const params = { candidates: names.join('、'), ids: ids.join('、') };
  const issue: Issue = { code: 'LEDGER_UNCERTAIN', sheet: sheet.name, row: number, params };
  return { name: sheet.name, recognition: null, candidates, issues: [issue] };
}

function accepted(
  sheet: Sheet,
  first: Row,
  { reading, names, known }: Match,
  candidates: SheetReading['candidates'],
): SheetReading {
  const { ledger } = reading;
  const fields = namesOfFields(ledger);
  const marked = names.some((name) => name !== null && (OWN.includes(name) || /_(?:from|precision)$/u.test(name)));
  const issues: Issue[] = [];
  const columns = Array.from(first.cells, (cell, column): RecognizedColumn => {
    const name = names[column] ?? null;
    const heading = cell?.text.trim().replaceAll('\n', ' ') ?? '';
    const base = { column, heading, field: null, score: 1, unit: null, reason: '列名' } as const;
    const at = { sheet: sheet.name, row: first.number, column, heading };
    if (name === null) {
      if (heading !== '') issues.push({ code: 'COLUMN_NOT_RECOGNIZED', ...at });
      return { ...base, score: 0, reason: '没有认出', role: 'unknown' };
    }
    const carried = CARRIED.find((each) => each === name);
    if (carried !== undefined) return { ...base, role: 'ignored', carries: carried };
    if (name === 'year') return { ...base, role: 'year' };
    if (name === 'division' || (name === 'division_name' && !names.includes('division')))
      return { ...base, role: 'division' };
    const field = fields.get(name);
    if (field === undefined) return { ...base, role: 'ignored' };
    const declared = ledger.fields[field]!;
    if (declared.kind === 'date') return dateColumn(base, names, field);
    if (declared.kind === 'money' && !marked)
      issues.push({ code: 'UNIT_ASSUMED', ...at, params: { unit: '元', reason: '列名是本系统导出的' } });
    const unit = declared.kind === 'money' ? '元' : null;
    return { ...base, role: 'field', field, unit };
  });
  const recognition = {
    ledger,
    score: 1,
    reason: `识别为本系统导出的${ledger.zh}：第${first.number}行有${known}个列名`,
    headerRows: [first.number, first.number] as const,
    columns,
    title: null,
    unit: null,
    year: null,
    exported: true as const,
  };
  return { name: sheet.name, recognition, candidates, issues };
}

/** The first column of a date reads all of its columns; the others are read with it. */
function dateColumn(
  base: Pick<RecognizedColumn, 'column' | 'heading' | 'score' | 'unit' | 'reason'>,
  names: readonly (string | null)[],
  field: string,
): RecognizedColumn {
  const stem = columnName(field);
  const place = (name: string) => names.indexOf(name);
  const all = [stem, ...DATE_PARTS.map((part) => `${stem}_${part}`)].map(place).filter((at) => at >= 0);
  if (base.column !== Math.min(...all)) return { ...base, role: 'ignored', field: null };
  const exportedDate: ExportedDate = {
    day: place(stem),
    from: place(`${stem}_from`),
    end: place(`${stem}_end`),
    precision: place(`${stem}_precision`),
  };
  return { ...base, role: 'field', field, exportedDate };
}
