import { Migrator } from '@mikro-orm/migrations';
import { defineConfig, MikroORM } from '@mikro-orm/postgresql';
import { ENTITIES } from '../entities/index.js';
import { MIGRATIONS } from '../../migrations/index.js';

/** The MikroORM options for a database; the migrations are listed by name, so that they load from any folder. */
export function ormOptions(url: string) {
  return defineConfig({
    clientUrl: url,
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
    pool: { min: 0, max: 10 },
    // Every fault is thrown; the progress of migrations is told by the caller.
    logger: () => undefined,
    discovery: { warnWhenNoEntities: true },
  });
}

/** Connects; throws if the database cannot be reached. */
export async function connect(url: string): Promise<MikroORM> {
  const orm = await MikroORM.init(ormOptions(url));
  await orm.connect();
  return orm;
}

/** Brings the database to this program's schema; names of the migrations applied. */
export async function migrate(orm: MikroORM): Promise<string[]> {
  const applied = await orm.migrator.up();
  return applied.map((migration) => migration.name);
}
