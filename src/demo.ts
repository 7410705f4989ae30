import { join, relative } from 'node:path';
import { sql } from 'kysely';
import type { Config } from './config.js';
import type { Database } from './database/sql.js';

/** The importer of the samples, by which the demo recognises its own imports. */
export const DEMO_IMPORTER = '演示（npm run demo）';

/** The settings of a demo: its bundled database has a folder of its own, apart from real data. */
export function demoConfig(config: Config): Config {
  return { ...config, dataDir: join(config.dataDir, 'demo') };
}

/** How to name the demo's folder to the other commands. */
export function dataDirSetting({ dataDir }: Config): string {
  const near = relative(process.cwd(), dataDir);
  return `DATA_DIR=${near.startsWith('..') ? dataDir : near}`;
}

/** Throws, in Chinese, where a database has rows of other imports, or such an import is queued. */
export async function refuseRealData(db: Database, url: string): Promise<void> {
  const { rows } = await sql<{ file: string; count: number }>`
    select min(file_name) as file, count(*)::int as count from import_run
    where imported_by is distinct from ${DEMO_IMPORTER} and (state = 'COMMITTED' or state in ('QUEUED', 'RUNNING') and not dry_run)`.execute(
    db,
  );
  const { file = '', count = 0 } = rows[0] ?? {};
  if (count === 0) return;
  const { host, pathname } = new URL(url);
  throw new Error(
    `数据库 ${host}${pathname} 中有不是演示导入的数据（${count} 次导入，如《${file}》），演示不会把示例写进去。请去掉 DATABASE_URL，演示会用自带的数据库；或换一个空的数据库；查看已有的数据请用 npm start。`,
  );
}
