import { sql } from 'kysely';
import type { Database } from '../database/sql.js';
import type { Dataset } from '../reporting/datasets.js';
import { ODataError } from './error.js';
import { bind } from './ordering.js';
import { asText, type TextRow } from './rows.js';
import { ref, sourceOf } from './source.js';

/** The row of a key; throws where there is none. */
export async function readEntity(db: Database, dataset: Dataset, key: readonly string[]): Promise<TextRow> {
  const tests = dataset.key.map((name, index) => {
    const column = dataset.columns.find((each) => each.name === name)!;
    return sql`${ref(name)} = ${bind(column, key[index]!)}`;
  });
  const { rows } = await sql<TextRow>`select ${sql.join(dataset.columns.map(asText))} from ${sourceOf(dataset).from}
    where ${sql.join(tests, sql` and `)}`.execute(db);
  if (rows[0] === undefined) throw ODataError.notFound(`${dataset.zh}（${dataset.name}）中没有这个键的行。`);
  return rows[0];
}
