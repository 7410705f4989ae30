import type { Kysely, RawBuilder } from 'kysely';
import type { Schema } from './schema.js';

/** A connection or transaction that statements run on. */
export type Database = Kysely<Schema>;

/** A piece of SQL with its bound values; names in it come from declarations only. */
export type Sql = RawBuilder<unknown>;
