import { sql } from 'kysely';
import { answer } from './indicators/answer/answer.js';
import { topDivisions } from './indicators/answer/asked.js';
import { target } from './entities/ledgers/target.js';
import { movement } from './indicators/answer/phrase.js';
import { allIndicators } from './indicators/compute/known.js';
import type { Database } from './database/sql.js';

/** The width of a text in display columns; Chinese characters take two. */
function width(text: string): number {
  return [...text].reduce(
    (sum, character) =>
      sum +
      (/[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/u.test(character)
        ? 2
        : 1),
    0,
  );
}

/** The year-over-year table of every top-most division, for a terminal: a line an indicator, a column a year, then the change. */
export async function yearTable(db: Database): Promise<string> {
  const { rows } = await sql<{ first: number | null; last: number | null }>`
    select min(year)::int as first, max(year)::int as last from reporting.dim_coverage where reported and ledger <> ${target.id}`.execute(
    db,
  );
  const { first = null, last = null } = rows[0] ?? {};
  if (first === null || last === null) return '还没有数据。';
  const years = Array.from({ length: last - first + 1 }, (_, index) => first + index);
  const indicators = (await allIndicators(db)).map(({ code }) => code);
  const lines: string[] = [];
  for (const division of await topDivisions(db)) {
    const series = await answer(db, {
      indicators,
      from: first,
      to: last,
      divisions: [division],
    });
    const name = await sql<{ name: string }>`select name from division where code = ${division}`.execute(db);
    const body = series
      .filter(({ points }) => points.some(({ value }) => value !== null))
      .map(({ indicator, points }) => [
        `${indicator.name}（${indicator.unit}）`,
        ...points.map(({ value }) => (value === null ? '—' : value.toFixed(indicator.decimals))),
        movement(indicator, points.at(-1)!, { throughMonth: null }),
      ]);
    lines.push(
      `${name.rows[0]?.name ?? ''}（${division}）`,
      ...aligned([['指标', ...years.map(String), `${last}年比上年`], ...body]),
      '',
    );
  }
  return lines.join('\n');
}

function aligned(table: readonly (readonly string[])[]): string[] {
  const columns = table[0]?.length ?? 0;
  const widths = Array.from({ length: columns }, (_, index) =>
    Math.max(...table.map((row) => width(row[index] ?? ''))),
  );
  return table.map((row) =>
    row
      .map((cell, index) => {
        const space = ' '.repeat(Math.max(0, (widths[index] ?? 0) - width(cell)));
        return index === 0 || index === columns - 1 ? cell + space : space + cell;
      })
      .join('  ')
      .trimEnd(),
  );
}
