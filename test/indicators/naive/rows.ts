import { sql } from 'kysely';
import { LEDGERS } from '../../../src/entities/ledgers/index.js';
import type { Database } from '../../../src/database/sql.js';
import { type Overlap, overlapsOf } from './overlaps.js';
import type { Row } from './row.js';
import { type Limits, type SheetsOfRuns, limitsOfRow } from './sheets.js';

/** A ledger row, what the sheets that said it can say, and the credit code of its enterprise. */
export interface Told {
  readonly ledger: string;
  readonly row: Row;
  readonly limits: Limits;
  readonly creditCode: string | null;
  /** Whether its enterprise had a qualification of the same type in an earlier month. */
  readonly renews: boolean;
  /** Whether its enterprise was a technology-based SME by then; null where the division lists none. */
  readonly follows: boolean | null;
}

type History = 'renews' | 'follows';

/** The month that it is in China. */
export interface Present {
  readonly year: number;
  readonly month: number;
}

/** All that figures are made from, fetched and nothing more. */
export interface Everything {
  readonly divisions: readonly { readonly code: string; readonly parent_code: string | null }[];
  readonly rows: readonly Told[];
  readonly present: Present;
  /** The funding rows that divisions under theirs may tell too, by id. */
  readonly overlaps: ReadonlyMap<string, Overlap<Told>>;
}

/** Fetches every ledger row and division; what the sheets can say comes from who wrote them. */
export async function everything(db: Database, sheets: SheetsOfRuns): Promise<Everything> {
  const divisions = await sql<{ code: string; parent_code: string | null }>`
    select code, parent_code from division order by code`.execute(db);
  const enterprises = await sql<{ division: string; id: string; credit_code: string | null }>`
    select division, id, credit_code from enterprise`.execute(db);
  const codes = new Map(enterprises.rows.map((each) => [`${each.division}|${each.id}`, each.credit_code]));
  const now = await sql<Present>`
    select date_part('year', day)::int as year, date_part('month', day)::int as month
    from (values (now() at time zone 'Asia/Shanghai')) today (day)`.execute(db);
  const told: Omit<Told, History>[] = [];
  for (const { id: ledger, table } of LEDGERS) {
    const { rows } = await sql<{ row: Row }>`select to_jsonb(t) as row from ${sql.table(table)} t`.execute(db);
    for (const { row } of rows)
      told.push({
        ledger,
        row,
        limits: limitsOfRow(sheets, ledger, row),
        creditCode: codes.get(`${row.division}|${row.enterprise_id}`) ?? null,
      });
  }
  const rows = withRenewals(withCertified(withGrants(told)));
  return {
    divisions: divisions.rows,
    rows,
    present: now.rows[0]!,
    overlaps: overlapsOf({ divisions: divisions.rows, rows }),
  };
}

/** Rows with whether they renew others of them. */
export function withRenewals(rows: readonly Omit<Told, History>[]): Told[] {
  const month = ({ row }: Omit<Told, History>) => String(row['issued_date'] ?? '').slice(0, 7);
  return rows.map((told) => ({
    ...told,
    follows: followsIn(rows, told),
    renews: isTold(told.row['renewal'])
      ? told.row['renewal']
      : rows.some(
          (other) =>
            told.ledger === 'qualification' &&
            other.ledger === 'qualification' &&
            other.row.division === told.row.division &&
            told.row.enterprise_id !== null &&
            other.row.enterprise_id === told.row.enterprise_id &&
            other.row['type'] === told.row['type'] &&
            month(other) !== '' &&
            month(other) < month(told),
        ),
  }));
}

const SIGNS: Readonly<Record<string, number>> = { 下达: 1, 追加: 1, 核减: -1, 退回: -1 };

/** Projects without a grant of their own, with what the funding ledger lists under their number. */
function withGrants(rows: readonly Omit<Told, History>[]): Omit<Told, History>[] {
  return rows.map((told) => {
    const { division, flags, ...row } = told.row;
    const alike = rows.filter(
      (each) => each.ledger === 'project' && each.row.division === division && each.row['no'] === row['no'],
    );
    if (told.ledger !== 'project' || row['grant'] !== null || flags['grant'] !== undefined || alike.length > 1)
      return told;
    const given = rows.filter(
      (each) =>
        each.ledger === 'funding' &&
        each.row.division === division &&
        each.row['project_no'] !== null &&
        each.row['project_no'] === row['no'] &&
        String(each.row['flow']) in SIGNS,
    );
    const exact = given.every((each) => each.row['amount'] !== null && each.row.flags['amount'] === undefined);
    if (given.length === 0 || !exact) return told;
    const sum = given.reduce((all, each) => {
      const amount = Number(each.row['amount']);
      return all + (SIGNS[String(each.row['flow'])] === 1 ? amount : -Math.abs(amount));
    }, 0);
    return { ...told, row: { ...told.row, grant: sum } };
  });
}

function followsIn(rows: readonly Omit<Told, History>[], { row }: Omit<Told, History>): boolean | null {
  const isSme = (each: Omit<Told, History>) => each.ledger === 'qualification' && each.row['type'] === '科技型中小企业';
  const listed = rows.filter((each) => each.row.division === row.division && isSme(each));
  if (listed.length === 0) return null;
  const issued = row['issued_date'];
  return (
    row.enterprise_id !== null &&
    typeof issued === 'string' &&
    listed.some(
      (each) =>
        each.row.enterprise_id === row.enterprise_id &&
        !['未通过', '待定'].includes(String(each.row['result'])) &&
        Number(String(each.row['issued_date'] ?? each.row.year).slice(0, 4)) <= Number(issued.slice(0, 4)),
    )
  );
}

function isTold(stated: unknown): stated is boolean {
  return typeof stated === 'boolean';
}

/**
 * Rows whose enterprise has no credit code, with the code of those of other divisions that hold its certificates, or the
 * number of the certificate where these have none. An enterprise stays another where they have several codes, or where its
 * own division has another enterprise of that code.
 */
function withCertified(rows: readonly Omit<Told, History>[]): Omit<Told, History>[] {
  const nameOf = ({ row }: Omit<Told, History>) => `${row.division}|${row.enterprise_id}`;
  const held = rows.filter(
    ({ ledger, row }) => ledger === 'qualification' && row.enterprise_id && row['certificate_no'],
  );
  const given = new Map<string, string>();
  for (const [name, mine] of Map.groupBy(
    held.filter(({ creditCode }) => creditCode === null),
    nameOf,
  )) {
    const numbers = mine.map(({ row }) => row['certificate_no'] as string);
    const others = held.filter(
      ({ row }) => row.division !== mine[0]!.row.division && numbers.includes(row['certificate_no'] as string),
    );
    const codes = new Set(others.map(({ creditCode }) => creditCode).filter((code) => code !== null));
    const shared = others.map(({ row }) => row['certificate_no'] as string).toSorted()[0];
    const code = [...codes][0] ?? shared;
    if (code !== undefined && codes.size <= 1) given.set(name, code);
  }
  const divisionOf = (name: string) => name.split('|')[0];
  const codesOf = Map.groupBy(rows, ({ row }) => row.division);
  const isAlone = (name: string, code: string) =>
    !codesOf.get(divisionOf(name)!)!.some(({ creditCode }) => creditCode === code) &&
    [...given].every(([other, its]) => other === name || its !== code || divisionOf(other) !== divisionOf(name));
  return rows.map((each) => {
    const code = given.get(nameOf(each));
    return code !== undefined && isAlone(nameOf(each), code) ? { ...each, creditCode: code } : each;
  });
}
