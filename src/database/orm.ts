import type { Database } from './sql.js';
import { Migrator } from '@mikro-orm/migrations';
import { defineConfig, MikroORM } from '@mikro-orm/postgresql';
import { ENTITIES } from '../entities/index.js';
import type { PreparingClient, QuestionSettings } from './preparing-client.js';
import type { Schema } from './schema.js';
import { MIGRATIONS } from '../../migrations/index.js';

/** The MikroORM options for a database; the migrations are listed by name, so that they load from any folder. */
export function ormOptions(url: string, driverOptions: DriverOptions = {}, connections = 10) {
  return defineConfig({
    clientUrl: url,
    driverOptions,
    entities: ENTITIES as never,
    extensions: [Migrator],
    migrations: {
      tableName: 'migration',
      migrationsList: [...MIGRATIONS],
      snapshot: false,
      transactional: true,
      allOrNothing: true,
    },
    schemaGenerator: { ignoreSchema: ['reporting', 'figures'] },
    pool: { min: 0, max: connections },
    // Every error is thrown; the caller logs the progress of migrations.
    logger: () => undefined,
    discovery: { warnWhenNoEntities: true },
  });
}

/** The options of every connection of a pool, besides the address of the database. */
export interface DriverOptions {
  /** The name of the connections in `pg_stat_activity`. */
  readonly application_name?: string;
  /** Stops any statement that takes longer, in milliseconds. */
  readonly statement_timeout?: number;
  /** The class of connections; by default that of pg. */
  readonly Client?: typeof PreparingClient;
  /** The settings of a PreparingClient. */
  readonly questions?: QuestionSettings;
}

/** Connects; throws if the database cannot be reached. */
export async function connect(url: string, driverOptions?: DriverOptions, connections?: number): Promise<MikroORM> {
  const orm = await MikroORM.init(ormOptions(url, driverOptions, connections));
  await orm.connect();
  return orm;
}

/** Runs SQL on the connections of `orm`, outside of any unit of work. */
export function databaseOf(orm: MikroORM): Database {
  return orm.em.fork().getKysely<Schema>();
}
