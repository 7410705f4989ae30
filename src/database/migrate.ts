import type { MikroORM } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { BEFORE_FIRST_RELEASE } from '../../migrations/before-first-release.js';
import { MIGRATIONS } from '../../migrations/index.js';
import { databaseOf } from './orm.js';

/**
 * Brings the database to this program's schema; names of the migrations applied. Throws, in Chinese, for a newer schema
 * and for one older than the last before the first release.
 */
export async function migrate(orm: MikroORM): Promise<string[]> {
  const executed = (await orm.migrator.getExecuted()).map(({ name }) => name);
  const old = executed.filter((name) => isOld(name));
  const known = new Set(MIGRATIONS.map(({ name }) => name));
  const newer = executed.filter((name) => !known.has(name) && !isOld(name));
  if (newer.length > 0) {
    throw new Error(`数据库是由更新版本的程序建立的（${newer.join('、')}），请升级本程序后再启动。`);
  }
  if (old.length > 0) await takeOver(orm, old);
  const applied = await orm.migrator.up();
  return applied.map(({ name }) => name);
}

const isOld = (name: string) => (BEFORE_FIRST_RELEASE.names as readonly string[]).includes(name);

/** Marks a database of the last schema before the first release as one of the first release, which is the same. */
async function takeOver(orm: MikroORM, old: readonly string[]): Promise<void> {
  const { names, squashed } = BEFORE_FIRST_RELEASE;
  if (names.some((name) => !old.includes(name))) {
    throw new Error(
      `数据库是由首次发布之前的旧程序建立的（结构停在 ${old.at(-1)}，本程序只能接续 ${names.at(-1)}）。` +
        '请先用首次发布之前的最后一版程序启动一次，再用本程序启动；' +
        '或者换一个空的数据文件夹（DATA_DIR）或空数据库（DATABASE_URL），重新导入各台账工作簿。原数据库没有改动。',
    );
  }
  await databaseOf(orm)
    .transaction()
    .execute(async (tx) => {
      await sql`delete from migration where name = any(${[...names]}::text[])`.execute(tx);
      await sql`insert into migration (name) values (${squashed})`.execute(tx);
    });
}
