import { sql } from 'kysely';
import type { Finding } from './findings.js';
import type { Database } from '../database/sql.js';
import { ledgerOf } from '../entities/ledgers/index.js';
import { allIndicators } from '../indicators/compute/known.js';
import { ledgersOf } from '../indicators/define/measures.js';

/** A figure of a division that an import changed. */
export interface ChangedFigure {
  readonly indicator: string;
  readonly division: string;
  readonly year: number;
}

/** How many other indicators of one cause are named. */
const NAMED = 5;

/** A jump with what is behind it, in words. */
export interface Jump {
  readonly finding: Finding;
  readonly cause: string;
}

/**
 * Jumps that an import caused, once for each cause: one ledger of a division and a year, with the number of its rows in
 * both years. A jump is caused by an import that changed one of its two figures; `changed` is null where not all changes
 * are known.
 */
export async function jumpsByCause(
  db: Database,
  jumps: readonly Finding[],
  changed: readonly ChangedFigure[] | null,
): Promise<Jump[]> {
  const moved = new Set(changed?.map(({ division, indicator, year }) => `${division}|${indicator}|${year}`));
  const caused = jumps.filter(
    ({ division, indicator, year }) =>
      changed === null || [year!, year! - 1].some((each) => moved.has(`${division}|${indicator}|${each}`)),
  );
  if (caused.length === 0) return [];
  const ledgers = new Map((await allIndicators(db)).map((indicator) => [indicator.code, ledgersOf(indicator)]));
  const causes = Map.groupBy(caused, ({ division, year, indicator, difference }) =>
    JSON.stringify([division, year, difference.startsWith('-'), ledgers.get(indicator!) ?? []]),
  );
  const told: Jump[] = [];
  for (const [first, ...others] of causes.values()) {
    const behind = await rowsBehind(db, first!, ledgers.get(first!.indicator!) ?? []);
    told.push({ finding: first!, cause: `${behind}${otherNames(others)}` });
  }
  return told;
}

/** How many rows the ledgers behind a jump have in its two years, in words. */
async function rowsBehind(db: Database, { division, year }: Finding, ledgers: readonly string[]): Promise<string> {
  const words: string[] = [];
  for (const { table, zh } of ledgers.map(ledgerOf)) {
    const { rows } = await sql<{ now: number; before: number }>`
      select count(*) filter (where year = ${year})::int as now, count(*) filter (where year = ${year! - 1})::int as before
      from ${sql.table(table)} where division = ${division} and year in (${year}, ${year! - 1})`.execute(db);
    words.push(`；“${zh}”该年${rows[0]!.now}行，上年${rows[0]!.before}行`);
  }
  return words.join('');
}

function otherNames(others: readonly Finding[]): string {
  if (others.length === 0) return '';
  const named = others.slice(0, NAMED).map(({ name }) => `“${name}”`);
  return `；同时波动的还有${named.join('')}${others.length > NAMED ? `等${others.length}项` : ''}`;
}
