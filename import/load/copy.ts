import { CompiledQuery } from 'kysely';
import { from as copyFrom } from 'pg-copy-streams';
import { BinaryRows, type ColumnType, type ColumnValue } from './binary-rows.js';
import type { Database } from './stage.js';

/** A column that rows are copied to, and its value of a row. */
export interface CopyColumn<Row> {
  readonly name: string;
  readonly type: ColumnType;
  readonly value: (row: Row) => ColumnValue;
}

/** Puts rows into a table by `copy`, in the caller's transaction; throws what the table does not take. */
export async function copyRows<Row>(
  db: Database,
  table: string,
  columns: readonly CopyColumn<Row>[],
  rows: readonly Row[],
): Promise<void> {
  if (rows.length === 0) return;
  const encoded = new BinaryRows(columns.map(({ type }) => type));
  const values: ColumnValue[] = [];
  for (const row of rows) {
    for (let index = 0; index < columns.length; index += 1) values[index] = columns[index]!.value(row);
    encoded.add(values);
  }
  const names = columns.map(({ name }) => `"${name}"`).join(', ');
  const stream = copyFrom(`copy "${table}" (${names}) from stdin (format binary)`);
  const copied = new Promise<void>((resolve, reject) => {
    stream.once('finish', resolve);
    stream.once('error', reject);
  });
  // Kysely hands what stands for the SQL to the driver as it is, and the driver takes a stream that submits itself.
  await db.executeQuery(CompiledQuery.raw(stream as unknown as string));
  stream.end(encoded.finish());
  await copied;
}
