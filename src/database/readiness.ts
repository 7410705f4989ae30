import type { Database } from './sql.js';
import { sql } from 'kysely';
import { MIGRATIONS } from '../../migrations/index.js';

/** Why the server cannot do its work, with a stable code. */
export interface Unready {
  readonly code: 'DATABASE_AWAY' | 'DATABASE_READ_ONLY' | 'NOT_MIGRATED';
  readonly message: string;
  readonly cause?: unknown;
}

/** How long the database may take to answer. */
const ANSWERS_WITHIN_MS = 5000;

const UNDEFINED_TABLE = '42P01';
const NOT_MIGRATED: Unready = {
  code: 'NOT_MIGRATED',
  message: '数据库的结构不是本程序的。请重新启动本程序，启动时会更新结构。',
};

/** Whether the database answers, takes writes, and has this program's schema: null, or what is wrong. */
export async function unreadiness(db: Database): Promise<Unready | null> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('the database does not answer')), ANSWERS_WITHIN_MS);
  });
  try {
    return await Promise.race([ask(db), tooLate]);
  } catch (cause) {
    if ((cause as { code?: unknown }).code === UNDEFINED_TABLE) return { ...NOT_MIGRATED, cause };
    return { code: 'DATABASE_AWAY', message: '数据库暂时连接不上。请检查数据库服务；恢复后本服务会自动继续。', cause };
  } finally {
    clearTimeout(timer);
  }
}

async function ask(db: Database): Promise<Unready | null> {
  const { rows } = await sql<{ readOnly: boolean; missing: number }>`
    select current_setting('transaction_read_only')::boolean as "readOnly",
      (select count(*)::int from unnest(${MIGRATIONS.map(({ name }) => name)}::text[]) known (name)
        where known.name not in (select name from migration)) as missing`.execute(db);
  const { readOnly, missing } = rows[0]!;
  if (missing > 0) return NOT_MIGRATED;
  if (!readOnly) return null;
  return {
    code: 'DATABASE_READ_ONLY',
    message: '数据库处于只读状态，只能查询，不能导入。请让 DATABASE_URL 指向主库，或解除只读。',
  };
}
