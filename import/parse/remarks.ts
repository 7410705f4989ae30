import { columnName, type FigureFlag } from '../../src/entities/ledger.js';
import type { Issue } from '../issues/issue.js';
import type { Remark } from '../ledgers/ledger.js';
import { dateTextOf, resolveDate } from '../text/date.js';
import { normalise } from '../text/normalise.js';
import { redact } from '../text/redact.js';
import { isRemarking, saidIn } from '../text/remark.js';
import type { Cell } from '../workbook/workbook.js';
import type { StoredValue } from './draft.js';
import { type ColumnPlan, dateColumns, type Plan } from './plan.js';

/** A row whose remark is read. */
export interface RemarkedRow {
  readonly values: Record<string, StoredValue>;
  readonly flags: Readonly<Record<string, FigureFlag>>;
  readonly year: number;
  readonly cells: readonly (Cell | undefined)[];
  readonly where: Pick<Issue, 'sheet' | 'row'>;
}

/** 2024年（计划） has not happened yet. */
const PLANNED = /(?:计划|拟|预计|规划|预期)\)?$/u;

/** What the remarks of a sheet say of their rows: 2022年11月取消高企资格, 到期重新认定, 终止, 更名. */
export class Remarks {
  /** The column of the ledger's own remark first. */
  readonly #columns: readonly ColumnPlan[];
  readonly #remarks: readonly Remark[];
  /** The year column of a ledger of what has been done. */
  readonly #year: ColumnPlan | null;
  /** Fields that a remark gave a value. */
  readonly stated = new Set<string>();

  constructor(plan: Plan) {
    const own = plan.byField.get('remark');
    const others = plan.columns.filter(
      ({ role, heading }) =>
        (role === 'unknown' || role === 'ignored') && isRemarking(normalise(heading).replace(/\([^()]*\)$/u, '')),
    );
    this.#columns = own === undefined ? others : [own, ...others];
    this.#remarks = plan.reading.remarks ?? [];
    this.#year = plan.reading.plans === true ? null : plan.year;
  }

  /** Fills what the row's remarks say; a field that a cell states is left alone. */
  read(row: RemarkedRow): Issue[] {
    const year = this.#year === null ? undefined : row.cells[this.#year.column];
    if (this.#year !== null && year?.kind === 'text' && PLANNED.test(normalise(year.text)))
      return [issueOf('ROW_VOIDED', this.#year, year.text, row)];
    return this.#columns.flatMap((column) => {
      const cell = row.cells[column.column];
      if (cell === undefined || cell.kind !== 'text' || cell.text.trim() === '') return [];
      return this.#remarks.flatMap((remark) => this.#read(remark, column, cell.text, row));
    });
  }

  #read(
    { words, only = {}, date, values = {}, happens, issue, later }: Remark,
    column: ColumnPlan,
    text: string,
    row: RemarkedRow,
  ): Issue[] {
    if (!Object.entries(only).every(([field, allowed]) => allowed?.includes(String(row.values[columnName(field)]))))
      return [];
    const said = saidIn(words, text);
    if (said === null) return [];
    const found = said.date === null ? null : dateTextOf(said.date);
    const when = found === null ? null : resolveDate(found, null);
    const known = when !== null && typeof when !== 'string' ? when : null;
    // 2022年重新认定 beside a certificate of 2019 is of the next one.
    if (happens !== undefined && known !== null && Number(known.start.slice(0, 4)) !== yearOf(row, happens)) return [];
    for (const [field, value] of Object.entries(values)) if (value !== undefined) this.#put(field, value, row);
    const held = later !== undefined && (known === null || known.start <= lastDay(row, later));
    const issues = issue === undefined ? [] : [issueOf(held ? 'ROW_POSTPONED' : issue, column, text, row)];
    if (date === undefined) return issues;
    const columns = dateColumns(date);
    if (typeof row.values[columns.first] === 'string' || row.flags[columns.first] !== undefined) return issues;
    if (known === null) return [...issues, issueOf('REMARK_UNDATED', column, text, row)];
    row.values[columns.first] = known.start;
    row.values[columns.last] = known.end ?? known.start;
    row.values[columns.precision] = known.precision;
    this.stated.add(date);
    return issues;
  }

  #put(field: string, value: string | boolean, { values }: RemarkedRow): void {
    const column = columnName(field);
    if ((values[column] ?? null) !== null) return;
    values[column] = value;
    this.stated.add(field);
  }
}

function issueOf(code: Issue['code'], { column, heading }: ColumnPlan, text: string, { where }: RemarkedRow): Issue {
  return { code, ...where, column, heading, text: redact(text.trim()) };
}

/** Whether an issue says that its row tells of nothing that happened. */
export function isNoRow({ code }: Issue): boolean {
  return code === 'ROW_CANCELLED' || code === 'ROW_VOIDED' || code === 'ROW_NOT_COUNTED';
}

/** The last day of a row's date, or of its year. */
function lastDay({ values, year }: RemarkedRow, field: string): string {
  const value = values[dateColumns(field).last];
  return typeof value === 'string' ? value : `${year}-12-31`;
}

function yearOf({ values, year }: RemarkedRow, field: string): number {
  const value = values[columnName(field)];
  return typeof value === 'string' ? Number(value.slice(0, 4)) : year;
}
