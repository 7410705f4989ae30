import { sql } from 'kysely';
import type { Database } from '../database/sql.js';
import { observedSql } from './observed.js';
import { ruleSql } from './rule-sql.js';
import { CHECK_CODES, type CheckCode } from './rules.js';
import type { CheckScope } from './scope.js';
import { SHEETS_IN_FORCE } from './sum-sql.js';

/** A cell of an imported sheet. */
export interface SheetCell {
  /** The ledger that the sheet was read as. */
  readonly ledger: string;
  readonly workbook: string;
  readonly sheet: string;
  readonly row: number;
  readonly address: string;
  readonly heading: string;
  readonly text: string;
}

/** A contradiction: two figures of a division and year that violate a rule. */
export interface Finding {
  readonly rule: CheckCode;
  /** Null of a sheet's total over several, where the import named none. */
  readonly division: string | null;
  readonly divisionName: string | null;
  /** The division of the right row, where findings are of pairs of rows. */
  readonly other: string | null;
  /** The name of the division of the right row, where that is another one. */
  readonly otherName: string | null;
  /** Null of a sheet's total over several. */
  readonly year: number | null;
  /** 0: the whole year; 1–11: January to that month; -1: some other part of it, as `period` says. */
  readonly month: number;
  /** The period in the report's words; null of figures. */
  readonly period: string | null;
  /** Code of the indicator; null of a reported total that is none. */
  readonly indicator: string | null;
  /** The name of the indicator, or the report's name for it. */
  readonly name: string;
  readonly unit: string | null;
  /** Decimals without trailing zeros, in `unit`. */
  readonly left: string;
  readonly right: string;
  readonly difference: string;
  /** The reported totals that the sides are stated in; null where a side is computed from rows. */
  readonly leftRow: string | null;
  readonly rightRow: string | null;
  /** The cell of a sheet's total. */
  readonly cell: SheetCell | null;
  /** Its position, for the next page. */
  readonly place: Place;
}

/** A position in the list: the values that findings are ordered by. */
export type Place = readonly (string | number)[];

/** The expressions of the values of a position. */
export const PLACE_TYPES = ['string', 'number', 'number', 'string', 'number', 'string', 'number', 'string', 'string'];

/** A page of findings. */
export interface FindingPage {
  readonly findings: readonly Finding[];
  readonly totalCount: number;
}

/** Which findings to give: those of some rules, a number of them from the first or from the last on, or beyond a position. */
export interface FindingSelection {
  readonly rules?: readonly CheckCode[];
  readonly count?: number;
  readonly beyond?: Place;
  readonly backward?: boolean;
}

const PLACE = sql`coalesce(f.division, ''), coalesce(f.year, 0), f.rule_no, f.sheet, f.row_number, f.name, f.month, coalesce(f.left_row::text, f.run_id::text, ''), coalesce(f.right_row::text, f.seq::text, '')`;

/** Finds contradictions among the stored figures and the reported totals; one statement, whatever the number of rows. */
export async function findContradictions(
  db: Database,
  scope: CheckScope,
  { rules = CHECK_CODES, count, beyond, backward = false }: FindingSelection = {},
): Promise<FindingPage> {
  const parts = rules.map((code) => ruleSql(code, scope));
  if (parts.length === 0) return { findings: [], totalCount: 0 };
  const from =
    beyond === undefined
      ? sql`true`
      : sql`(${PLACE}) ${sql.raw(backward ? '<' : '>')} (${beyond[0]}::text, ${beyond[1]}::int, ${beyond[2]}::int, ${beyond[3]}::text, ${beyond[4]}::int, ${beyond[5]}::text, ${beyond[6]}::int, ${beyond[7]}::text, ${beyond[8]}::text)`;
  const order = sql`(${PLACE}) ${sql.raw(backward ? 'desc' : 'asc')}`;
  const { rows } = await sql<Omit<Finding, 'rule'> & { ruleNo: number; total: number }>`
    with ${observedSql(scope)},
    ${SHEETS_IN_FORCE},
    found as materialized (${sql.join(parts, sql` union all `)}),
    page as (select * from found f where ${from} order by ${order} limit ${count ?? null}::int)
    select f.rule_no as "ruleNo", f.division, d.name as "divisionName", f.other, o.name as "otherName", f.year, f.month, f.period, f.indicator, f.name, f.unit,
      trim_scale(f.lhs)::text as left, trim_scale(f.rhs)::text as right, trim_scale(f.lhs - f.rhs)::text as difference,
      f.left_row as "leftRow", f.right_row as "rightRow",
      case when i.run_id is not null then jsonb_build_object('ledger', s.ledger, 'workbook', r.file_name, 'sheet', i.sheet,
        'row', i."row", 'address', i.address, 'heading', i.heading, 'text', i.text) end as cell,
      jsonb_build_array(${PLACE}) as place, t.total
    from (select count(*)::int as total from found) t left join page f on true left join division d on d.code = f.division
    left join division o on o.code = f.other
    left join import_issue i on (i.run_id, i.seq) = (f.run_id, f.seq) left join import_run r on r.id = i.run_id
    left join import_sheet s on s.run_id = i.run_id and s.name = i.sheet
    order by ${order}`.execute(db);
  return {
    totalCount: rows[0]?.total ?? 0,
    findings: rows
      .filter(({ ruleNo }) => ruleNo !== null)
      .map(({ ruleNo, ...row }) => ({ ...row, rule: CHECK_CODES[ruleNo]! })),
  };
}
