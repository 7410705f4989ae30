import type { SnakeCase } from '@mikro-orm/postgresql';
import { type AliasedRawBuilder, type RawBuilder, type SelectType, sql } from 'kysely';
import type { Schema } from './schema.js';

/** A row with some of a table's columns, under the names of the entity's properties. */
export type RowOf<T extends keyof Schema, P extends string> = {
  readonly [K in P]: SnakeCase<K> extends keyof Schema[T] ? SelectType<Schema[T][SnakeCase<K>]> : never;
};

/** What a statement selects so that columns have the names of properties: `fileName` is `file_name as fileName`. */
export function columns<const P extends string>(
  ...properties: readonly P[]
): { [K in P]: `${SnakeCase<K>} as ${K}` }[P][] {
  return properties.map((name) => {
    const column = name.replace(/[A-Z]/gu, (letter) => `_${letter.toLowerCase()}`);
    return `${column} as ${name}` as { [K in P]: `${SnakeCase<K>} as ${K}` }[P];
  });
}

/** When a run was made and when it ended, in ISO 8601. */
export const RUN_TIMES: readonly [
  AliasedRawBuilder<string, 'createdAt'>,
  AliasedRawBuilder<string | null, 'finishedAt'>,
] = [
  sql<string>`to_json(created_at) #>> '{}'`.as('createdAt'),
  sql<string | null>`to_json(finished_at) #>> '{}'`.as('finishedAt'),
];

/** How many rows there are. */
export const COUNT: AliasedRawBuilder<number, 'count'> = sql<number>`count(*)::int`.as('count');

/** For `=`: equal to one of the values. The statement is the same, however many there are. */
export function anyOf<T>(values: readonly T[]): RawBuilder<T> {
  return sql<T>`any(${[...values]})`;
}

/** A value for a column of JSON. */
export function json<T>(value: T): RawBuilder<T> {
  return sql<T>`${JSON.stringify(value)}::jsonb`;
}
