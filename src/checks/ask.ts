import { sql } from 'kysely';
import { anyOf } from '../database/columns.js';
import { RequestError } from '../errors.js';
import { allIndicators, indicatorsOf } from '../indicators/compute/known.js';
import type { Database } from '../database/sql.js';
import { type FindingPage, type FindingSelection, findContradictions } from './findings.js';
import { JUMP_FACTORS } from './rules.js';

/** Which contradictions are asked for: all, or those of some divisions, years and indicators. */
export interface CheckQuestion extends FindingSelection {
  /** Codes; each includes all divisions under it. */
  readonly divisions?: readonly string[] | null;
  readonly from?: number | null;
  readonly to?: number | null;
  /** Codes of indicators; reported totals that are none are then left out. */
  readonly indicators?: readonly string[] | null;
  readonly jumpFactor: number;
}

/** The contradictions in the stored figures. Throws a RequestError for a question that cannot be asked. */
export async function askChecks(db: Database, question: CheckQuestion): Promise<FindingPage> {
  const { divisions, indicators, jumpFactor } = question;
  if (!(jumpFactor >= JUMP_FACTORS.least && jumpFactor <= JUMP_FACTORS.most))
    throw RequestError.outOfRange('jumpFactor', ` ${JUMP_FACTORS.least} 至 ${JUMP_FACTORS.most} 的倍数`, jumpFactor);
  const years = yearsOf(question);
  const known = await (indicators === undefined || indicators === null
    ? allIndicators(db)
    : indicatorsOf(db, indicators));
  const figures = known.map(({ code }) => code);
  if (divisions !== undefined && divisions !== null) await requireDivisions(db, divisions);
  const scope = {
    divisions: divisions === undefined || divisions === null ? EVERYWHERE : under(divisions),
    years,
    figures,
    observed: indicators === undefined || indicators === null ? ('all' as const) : figures,
    jumpFactor,
  };
  return findContradictions(db, scope, question);
}

const EVERYWHERE = sql`array(select code from reporting.dim_division)`;

function under(divisions: readonly string[]) {
  return sql`array(
    with recursive under as (
      select code from division where code = any(${[...divisions]}::text[])
      union select d.code from division d join under u on d.parent_code = u.code
    ) select code from under)`;
}

async function requireDivisions(db: Database, codes: readonly string[]): Promise<void> {
  const known = await db.selectFrom('division').select('code').where('code', '=', anyOf(codes)).execute();
  const unknown = codes.filter((code) => !known.some((each) => each.code === code));
  if (unknown.length > 0) throw RequestError.unknownDivision(unknown);
}

const FIRST_YEAR = 1900;
const LAST_YEAR = 2200;

function yearsOf({ from, to }: CheckQuestion): number[] | null {
  for (const [name, year] of [
    ['from', from],
    ['to', to],
  ] as const) {
    if (year !== undefined && year !== null && (year < FIRST_YEAR || year > LAST_YEAR))
      throw RequestError.outOfRange(name, `${FIRST_YEAR} 至 ${LAST_YEAR} 之间的年份`, year);
  }
  if ((from ?? null) === null && (to ?? null) === null) return null;
  const [first, last] = [from ?? FIRST_YEAR, to ?? LAST_YEAR];
  if (last < first) throw RequestError.outOfRange('to', `不早于 from（${first}）的年份`, last);
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}
