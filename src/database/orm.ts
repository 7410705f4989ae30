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
    // Every fault is thrown; the progress of migrations is told by the caller.
    logger: () => undefined,
    discovery: { warnWhenNoEntities: true },
  });
}

/** What every connection of a pool is opened with, besides where the database is. */
export interface DriverOptions {
  /** What the connections are called in PostgreSQL's lists. */
  readonly application_name?: string;
  /** Stops any statement that takes longer, in milliseconds. */
  readonly statement_timeout?: number;
  /** What connections are made of; by default those of pg. */
  readonly Client?: typeof PreparingClient;
  /** How a PreparingClient asks. */
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
