import { sql } from 'kysely';
import type { Database } from '../database/sql.js';

/**
 * What a read-only role may do beyond reading the schema `reporting`, each in Chinese: rights of every role on the
 * PostgreSQL that this program must not revoke. Catalogues, which every client reads, are left out.
 */
export async function excessRights(db: Database, role: string): Promise<string[]> {
  const { rows } = await sql<{ excess: string }>`
    with relation as (
      select format('%I.%I', nspname, relname) as name, nspname, c.oid
      from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where relkind in ('r', 'p', 'v', 'm', 'f') and nspname not in ('pg_catalog', 'information_schema', 'pg_toast')
        and has_schema_privilege(${role}, n.oid, 'usage')
    )
    select '读取 ' || name as excess from relation
    where nspname <> 'reporting' and has_any_column_privilege(${role}, oid, 'select')
    union all select '改写 ' || name from relation
    where has_any_column_privilege(${role}, oid, 'insert, update') or has_table_privilege(${role}, oid, 'delete, truncate')
    union all select '在模式 ' || nspname || ' 中建表' from pg_namespace where has_schema_privilege(${role}, oid, 'create')
    union all select '在本数据库中建立模式' where has_database_privilege(${role}, current_database(), 'create')
    union all select '在本数据库中建立临时表' where has_database_privilege(${role}, current_database(), 'temporary')
    union all select '连接数据库 ' || datname from pg_database
    where datname <> current_database() and datallowconn and has_database_privilege(${role}, oid, 'connect')`.execute(
    db,
  );
  return rows.map(({ excess }) => excess);
}
