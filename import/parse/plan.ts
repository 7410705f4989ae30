import { columnName, type FieldKind, type LedgerField } from '../../src/entities/ledger.js';
import type { RecognizedColumn, Recognition } from '../recognize/recognition.js';
import { readingOf } from '../ledgers/index.js';
import type { FieldReading, LedgerReading } from '../ledgers/ledger.js';
import { columnLetter } from '../../src/entities/import-run.js';
import { bounded } from './bounded.js';
import { dateParser, type ParsedDate } from './date-cell.js';
import { carriedReader, exportedDateParser, exportedJoin, exportedList } from './exported.js';
import { joinOf } from './joined-cell.js';
import type { Cell } from '../workbook/workbook.js';
import { type MoneyColumn, moneyParser } from './money.js';
import { numberParser } from './number.js';
import { reachedParser } from './reached.js';
import { type Unit, unitOf } from '../text/unit.js';
import { BLANK, type ValueParser } from './value.js';
import { booleanParser, codeParser, creditCodeParser, listParser, textParser, wordParser } from './word.js';

/** One column of the sheet, compiled: its place, its role and how its cells are read. */
export interface ColumnPlan {
  readonly column: number;
  readonly letter: string;
  readonly heading: string;
  readonly role: RecognizedColumn['role'];
  /** Name of the field; empty where the column has none. */
  readonly field: string;
  readonly kind: FieldKind | null;
  /** Database column; for a date those of its first day, last day and precision. */
  readonly stored: string;
  readonly date: DateColumns | null;
  /** For a span of time: the columns of its last day. */
  readonly end: DateColumns | null;
  /** Its cell made from several, where it is read together with other columns. */
  readonly join: ((cells: readonly (Cell | undefined)[]) => Cell | undefined) | null;
  readonly parse: ValueParser;
  readonly parseDate: ((cell: Cell, year: number | null) => ParsedDate) | null;
  /** Figures are not repeated into the cells merged below them. */
  readonly figure: boolean;
  /** Its cells may hold personal data among other things. */
  readonly prose: boolean;
  /** Unit that a number is stored in, e.g. 亩. */
  readonly storedUnit: string | null;
  /** Unit of its bare figures. */
  readonly unit: string | null;
  /** Whether several columns of its field add up. */
  readonly adds: boolean;
  /** Whether of a span its last day counts. */
  readonly last: boolean;
  /** The field whose columns it sums. */
  readonly total: string | null;
  /** The date whose year its numbers tell. */
  readonly tells: string | null;
  /** Which of the row's drafts it belongs to; null: to all of them. */
  readonly part: number | null;
}

/** Database columns of a date. */
export interface DateColumns {
  readonly first: string;
  readonly last: string;
  readonly precision: string;
}

/** One of the drafts that a row becomes. */
export interface Part {
  readonly year: number | null;
  readonly set: Readonly<Record<string, string>>;
}

/** A recognised sheet, compiled once for all its rows. */
export interface Plan {
  readonly reading: LedgerReading;
  readonly columns: readonly ColumnPlan[];
  readonly byField: ReadonlyMap<string, ColumnPlan>;
  readonly year: ColumnPlan | null;
  readonly division: ColumnPlan | null;
  readonly unit: ColumnPlan | null;
  readonly sequence: ColumnPlan | null;
  /** One part for most sheets; one a member or year where a figure is spread over columns. */
  readonly parts: readonly Part[];
  /** The one year that headings name, where only one does. */
  readonly headingYear: number | null;
  /** What each row carries beside its values; null for what is no export. */
  readonly carried: ReturnType<typeof carriedReader>;
}

/** Compiles what was recognised. */
export function planOf(recognition: Recognition): Plan {
  const reading = readingOf(recognition.ledger.id);
  const { parts, partOf, headingYear } = partsOf(recognition);
  const exported = recognition.exported === true;
  const { title } = recognition;
  const columns = recognition.columns.map((column) => columnPlan(column, reading, partOf(column), { exported, title }));
  const first = (role: ColumnPlan['role']): ColumnPlan | null => columns.find((column) => column.role === role) ?? null;
  return {
    reading,
    columns,
    byField: new Map(columns.filter((column) => column.field !== '').map((column) => [column.field, column])),
    year: first('year'),
    division: first('division'),
    unit: first('unit') ?? columns.find((column) => column.field === 'unit') ?? null,
    sequence: first('sequence'),
    parts,
    headingYear,
    carried: carriedReader(recognition),
  };
}

function columnPlan(
  column: RecognizedColumn,
  reading: LedgerReading,
  part: number | null,
  { exported, title }: { readonly exported: boolean; readonly title: string | null },
): ColumnPlan {
  const stores = column.role === 'field' || column.role === 'period';
  const field = stores ? (column.field ?? '') : '';
  const declared: LedgerField | undefined = reading.ledger.fields[field];
  const kind = declared?.kind ?? null;
  return {
    column: column.column,
    letter: columnLetter(column.column),
    heading: column.heading,
    role: column.role,
    field,
    kind,
    stored: field === '' ? '' : columnName(field),
    date: kind === 'date' ? dateColumns(field) : null,
    end: column.end === undefined ? null : dateColumns(column.end),
    join: exported ? exportedJoin(column) : joinOf(column),
    parse:
      exported && kind === 'list'
        ? exportedList
        : parserOf(declared ?? reading.ledger.fields[column.total ?? ''], reading.fields[field] ?? null, column, title),
    parseDate: kind !== 'date' ? null : exported ? exportedDateParser(dateParser()) : dateParser(),
    // What was reached is a text until the target's unit decides about it.
    figure: kind === 'money' || (kind === 'number' && reading.fields[field]?.shape !== 'reached'),
    prose:
      (kind !== 'money' && kind !== 'number' && kind !== 'date' && kind !== 'boolean') ||
      reading.fields[field]?.shape === 'reached',
    storedUnit: declared?.unit ?? null,
    unit: column.unit,
    adds: reading.fields[field]?.adds !== undefined,
    last: reading.fields[field]?.last === true && column.role === 'field',
    total: column.total ?? null,
    tells: column.tells ?? null,
    part,
  };
}

/** The database columns of a date field. */
export function dateColumns(field: string): DateColumns {
  const first = columnName(field);
  return { first, last: `${first}_end`, precision: `${first}_precision` };
}

/** Database columns that a column's values go to. */
export function storedColumns(column: ColumnPlan): string[] {
  const { field, stored, date, end } = column;
  if (field === '') return [];
  return [date, end]
    .flatMap((each) => (each === null ? [] : [each.first, each.last, each.precision]))
    .concat(date === null ? [stored] : []);
}

function parserOf(
  declared: LedgerField | undefined,
  reading: FieldReading | null,
  column: RecognizedColumn,
  title: string | null,
): ValueParser {
  if (declared === undefined) return () => BLANK;
  const unit = column.unit === null ? null : unitOf(column.unit);
  switch (declared.kind) {
    case 'money':
      return bounded(moneyParser(moneyColumn(column, unit)));
    case 'number':
      if (reading?.shape === 'reached') return reachedParser();
      return bounded(numberParser(declared.unit ?? null, unit));
    case 'boolean':
      return booleanParser(reading, column.heading);
    case 'list':
      return listParser(reading?.words === true);
    case 'code':
      return reading?.shape === 'creditCode' ? creditCodeParser : codeParser;
    case 'enum':
      return reading?.vocabulary === undefined
        ? textParser
        : wordParser(reading.vocabulary, reading.denied ?? null, column.heading, {
            // The title says what was signed in each of the years.
            named: column.year === undefined ? '' : (title ?? ''),
            marked: column.year === undefined ? null : (reading.marked ?? null),
          });
    default:
      return textParser;
  }
}

function moneyColumn({ usual, open, unitDecided, formatsIgnored }: RecognizedColumn, unit: Unit | null): MoneyColumn {
  return {
    unit,
    usual: usual ?? null,
    open: open === true,
    decided: unitDecided === true,
    formatsIgnored: formatsIgnored === true,
  };
}

/** The drafts of a row: one for each year and each member that columns stand for. */
function partsOf(
  recognition: Recognition,
): Pick<Plan, 'parts' | 'headingYear'> & { partOf: (column: RecognizedColumn) => number | null } {
  const years = new Set(recognition.columns.map((column) => column.year).filter((year) => year !== undefined));
  const [only] = years;
  const single = years.size === 1 && only !== undefined ? only : null;
  const parts: Part[] = [];
  const ids = new Map<string, number>();
  const identify = (column: RecognizedColumn): string | null => {
    const year = single === null ? (column.year ?? null) : null;
    return year === null && column.set === undefined ? null : `${year ?? ''}|${JSON.stringify(column.set ?? null)}`;
  };
  for (const column of recognition.columns) {
    const id = identify(column);
    if (id === null || ids.has(id)) continue;
    ids.set(id, parts.length);
    parts.push({ year: single === null ? (column.year ?? null) : null, set: column.set ?? {} });
  }
  return {
    parts: parts.length === 0 ? [{ year: null, set: {} }] : parts,
    headingYear: single,
    partOf: (column) => ids.get(identify(column) ?? '') ?? null,
  };
}
