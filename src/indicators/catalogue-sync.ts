import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { CATALOGUE } from './catalogue/index.js';
import { type Database, refreshFigures } from './refresh.js';

/**
 * Writes the catalogue to `reporting.dim_indicator`. Where a definition changed since the last start, all figures are
 * computed anew from the rows. One transaction.
 */
export async function syncCatalogue(db: Database): Promise<void> {
  await db.transaction().execute(async (tx) => {
    await sql`select pg_advisory_xact_lock(7303)`.execute(tx);
    const hash = createHash('sha256').update(JSON.stringify(CATALOGUE)).digest('hex');
    const state = await sql<{ value: string }>`select value from figures.state where name = 'catalogue'`.execute(tx);
    if (state.rows[0]?.value === hash) return;
    for (const indicator of CATALOGUE) {
      await sql`
        insert into reporting.dim_indicator (code, name, english_name, unit, kind, direction, theme, decimals, factor, numerator, denominator, aliases)
        values (${indicator.code}, ${indicator.name}, ${indicator.englishName}, ${indicator.unit}, ${indicator.kind},
          ${indicator.direction}, ${indicator.theme}, ${indicator.decimals}, ${indicator.factor ?? 1}, ${indicator.numerator},
          ${indicator.denominator ?? null}, ${[...(indicator.aliases ?? [])]})
        on conflict (code) do update set name = excluded.name, english_name = excluded.english_name, unit = excluded.unit,
          kind = excluded.kind, direction = excluded.direction, theme = excluded.theme, decimals = excluded.decimals,
          factor = excluded.factor, numerator = excluded.numerator, denominator = excluded.denominator, aliases = excluded.aliases`.execute(
        tx,
      );
    }
    const codes = CATALOGUE.map((indicator) => indicator.code);
    for (const table of ['reporting.indicator_month', 'reporting.indicator_year', 'figures.part', 'reporting.target']) {
      await sql`delete from ${sql.table(table)} where indicator <> all(${codes})`.execute(tx);
    }
    await sql`delete from reporting.dim_indicator where code <> all(${codes})`.execute(tx);
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
