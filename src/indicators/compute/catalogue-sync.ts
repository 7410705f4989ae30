import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { CATALOGUE } from '../catalogue/index.js';
import type { IndicatorDefinition } from '../define/definition.js';
import { definitionOf } from '../define/own/words.js';
import { allIndicators, lockIndicators } from './known.js';
import { todayInChina } from '../define/today.js';
import { dimensionsOf } from '../define/measures.js';
import { refreshFigures } from './refresh.js';
import { type Database } from '../../database/sql.js';

/** To be increased when the same catalogue gives other figures than before, so that all are computed again. */
const GENERATION = 17;

/** What the stored figures depend on: the catalogue, its dimensions, the version above, and the month to which stocks continue. */
function catalogueHash(presentMonth: string): string {
  const made = [GENERATION, presentMonth, CATALOGUE.map((indicator) => [indicator, dimensionsOf(indicator)])];
  return createHash('sha256').update(JSON.stringify(made)).digest('hex');
}

/**
 * Writes the indicators to `reporting.dim_indicator`. Where the catalogue changed since the last start, or a new
 * month has begun, all figures are computed again from the rows. One transaction.
 */
export async function syncCatalogue(db: Database): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const hash = catalogueHash(todayInChina().slice(0, 7));
    if ((await syncedHash(tx)) === hash) return;
    await lockIndicators(tx);
    if ((await syncedHash(tx)) === hash) return;
    const indicators = await allIndicators(tx);
    await writeIndicators(tx, indicators);
    const codes = indicators.map((indicator) => indicator.code);
    const gone = await sql<{ code: string }>`
      select code from reporting.dim_indicator where code <> all(${codes})`.execute(tx);
    await forgetIndicators(
      tx,
      gone.rows.map(({ code }) => code),
    );
    const { rows } = await sql<{ code: string }>`select code from division order by code`.execute(tx);
    await refreshFigures(
      tx,
      rows.map((row) => row.code),
    );
    await sql`insert into figures.state (name, value) values ('catalogue', ${hash}) on conflict (name) do update set value = excluded.value`.execute(
      tx,
    );
  });
}

async function syncedHash(tx: Database): Promise<string | undefined> {
  const { rows } = await sql<{ value: string }>`select value from figures.state where name = 'catalogue'`.execute(tx);
  return rows[0]?.value;
}

/** Writes some indicators to `reporting.dim_indicator`. */
export async function writeIndicators(tx: Database, indicators: readonly IndicatorDefinition[]): Promise<void> {
  for (const indicator of indicators) {
    await sql`
      insert into reporting.dim_indicator (code, name, english_name, unit, kind, direction, theme, decimals, factor, numerator, denominator, aliases,
        definition, source, notes)
      values (${indicator.code}, ${indicator.name}, ${indicator.englishName}, ${indicator.unit}, ${indicator.kind},
        ${indicator.direction}, ${indicator.theme}, ${indicator.decimals}, ${indicator.factor ?? 1}, ${indicator.numerator},
        ${indicator.denominator ?? null}, ${[...(indicator.aliases ?? [])]},
        ${definitionOf(indicator)}, ${indicator.source ?? null}, ${indicator.notes ?? null})
      on conflict (code) do update set name = excluded.name, english_name = excluded.english_name, unit = excluded.unit,
        kind = excluded.kind, direction = excluded.direction, theme = excluded.theme, decimals = excluded.decimals,
        factor = excluded.factor, numerator = excluded.numerator, denominator = excluded.denominator, aliases = excluded.aliases,
        definition = excluded.definition, source = excluded.source, notes = excluded.notes`.execute(tx);
  }
}

/** Deletes the figures of some indicators; targets that referred to them must be refreshed afterwards. */
export async function forgetIndicators(tx: Database, codes: readonly string[]): Promise<void> {
  for (const table of [
    'reporting.indicator_month',
    'reporting.indicator_year',
    'figures.part',
    'figures.alike',
    'figures.shared',
    'reporting.target',
  ]) {
    await sql`delete from ${sql.table(table)} where indicator = any(${[...codes]}::text[])`.execute(tx);
  }
  await sql`delete from reporting.dim_indicator where code = any(${[...codes]}::text[])`.execute(tx);
}
