import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import { lock } from '../database/locks.js';
import type { Database } from '../database/sql.js';
import { ReaderError } from './reader-error.js';
import { excessRights } from './reader-rights.js';

/** The settings of a read-only role. */
export interface ReaderOptions {
  readonly name: string;
  /** A statement of the role that runs longer is cancelled. */
  readonly timeoutSeconds?: number;
  readonly connections?: number;
  /** Whether the PostgreSQL serves this program alone, so that rights of every role may be revoked in all of it. */
  readonly exclusive: boolean;
}

/** A read-only role with its new password, which is not stored. */
export interface Reader {
  readonly name: string;
  readonly password: string;
  /** Whether the role existed and only got a new password. */
  readonly renewed: boolean;
  /** What the role may do beyond reading `reporting`, because every role on this PostgreSQL may; in Chinese. */
  readonly excess: readonly string[];
}

/** The database of a role and the account that makes it. */
interface Place {
  readonly database: string;
  readonly user: string;
  readonly superuser: boolean;
  readonly may: boolean;
  /** Whether rights on the database may be revoked from every role. */
  readonly owns: boolean;
  /** The owner of the server's tables. */
  readonly owner: string;
}

/**
 * Makes a login role that reads the schema `reporting` and nothing else, or gives an existing one a new password and the
 * same rights again. One transaction. Throws ReaderError.
 */
export async function grantReader(db: Database, options: ReaderOptions): Promise<Reader> {
  const { name, timeoutSeconds = 60, connections = 10, exclusive } = options;
  return db.transaction().execute(async (tx) => {
    const place = await placeOf(tx);
    const renewed = await isReader(tx, name, place);
    const role = sql.id(name);
    const password = randomBytes(18).toString('base64url');
    if (!renewed) await sql`create role ${role}`.execute(tx);
    await join(tx, place, name);
    await sql`alter role ${role} login password ${sql.lit(password)} connection limit ${sql.lit(connections)}`.execute(
      tx,
    );
    await sql`comment on role ${role} is ${sql.lit(`${markOf(place)}：一条查询最多 ${timeoutSeconds} 秒`)}`.execute(tx);
    const settings = {
      statement_timeout: `${timeoutSeconds}s`,
      idle_in_transaction_session_timeout: '5min',
      default_transaction_read_only: 'on',
      search_path: 'reporting',
      // Tools that group a date by its year get the moment of its midnight, which many of them take to UTC: in a zone east
      // of it that would be in the year before.
      timezone: 'UTC',
    };
    // Bounds the temporary files of its sorting; only a superuser may change it.
    if (place.superuser) Object.assign(settings, { temp_file_limit: '2GB' });
    for (const [setting, value] of Object.entries(settings))
      await sql`alter role ${role} set ${sql.id(setting)} = ${sql.lit(value)}`.execute(tx);
    await closeToEverybody(tx, place, exclusive);
    await sql`grant connect on database ${sql.id(place.database)} to ${role}`.execute(tx);
    await sql`grant usage on schema reporting to ${role}`.execute(tx);
    // information_schema shows keys only to roles with more rights than select; using `references` takes a table of one's own,
    // which the role cannot make.
    await sql`grant select, references on all tables in schema reporting to ${role}`.execute(tx);
    // Makes the views of a later version readable too.
    await sql`alter default privileges for role ${sql.id(place.owner)} in schema reporting grant select, references on tables to ${role}`.execute(
      tx,
    );
    return { name, password, renewed, excess: await excessRights(tx, name) };
  });
}

/** Ends the sessions of a read-only role and removes it. Throws ReaderError where there is none of that name. */
export async function removeReader(db: Database, name: string): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const place = await placeOf(tx);
    if (!(await isReader(tx, name, place))) throw ReaderError.unknown(name);
    const role = sql.id(name);
    await join(tx, place, name);
    await sql`alter role ${role} nologin`.execute(tx);
    await sql`drop owned by ${role}`.execute(tx);
    await sql`select pg_terminate_backend(pid) from pg_stat_activity where usename = ${name}`.execute(tx);
    await sql`drop role ${role}`.execute(tx);
  });
}

async function placeOf(db: Database): Promise<Place> {
  await lock(db, 'readers');
  const { rows } = await sql<Place>`
    select datname as database, current_user as user, rolsuper as superuser, rolsuper or rolcreaterole as may,
      rolsuper or pg_has_role(datdba, 'usage') as owns, pg_get_userbyid(nspowner) as owner
    from pg_database, pg_roles, pg_namespace
    where datname = current_database() and rolname = current_user and nspname = 'reporting'`.execute(db);
  const place = rows[0]!;
  if (!place.may) throw ReaderError.notAllowed(place.user);
  return place;
}

/** Whether the role exists; throws if another program made it. */
async function isReader(db: Database, name: string, place: Place): Promise<boolean> {
  if (!isReaderName(name)) throw ReaderError.badName(name);
  const { rows } = await sql<{ mark: string | null }>`
    select shobj_description(oid, 'pg_authid') as mark from pg_roles where rolname = ${name}`.execute(db);
  if (rows[0] !== undefined && rows[0].mark?.startsWith(markOf(place)) !== true) throw ReaderError.taken(name);
  return rows[0] !== undefined;
}

/** Makes the owner a member of the role: only a member or superuser may end its statements, sessions and grants. */
async function join(tx: Database, { superuser, user }: Place, name: string): Promise<void> {
  if (!superuser) await sql`grant ${sql.id(name)} to ${sql.id(user)}`.execute(tx);
}

/** Whether a read-only role may have the name; PostgreSQL reserves names that begin with pg_. */
export function isReaderName(name: string): boolean {
  return /^(?!pg_)[a-z][a-z0-9_]{0,62}$/u.test(name);
}

/** Finds in the comment on a role how many seconds a statement of it may take. */
export const TIME_LIMIT = '^台账只读账号.*：一条查询最多 (\\d+) 秒$';

/** The beginning of the comment on our roles. */
function markOf({ database }: Place): string {
  return `台账只读账号（数据库 ${database}）`;
}

/**
 * Revokes rights of every role, since a role cannot have fewer: to make temporary tables and tables in `public`, and on a
 * PostgreSQL of our own also to open other databases, store large objects and hold advisory locks, which would block
 * imports.
 */
async function closeToEverybody(db: Database, place: Place, exclusive: boolean): Promise<void> {
  if (place.owns) {
    const database = sql.id(place.database);
    await sql`grant create, temporary on database ${database} to ${sql.id(place.owner)}`.execute(db);
    await sql`revoke create, temporary on database ${database} from public`.execute(db);
    await sql`revoke create on schema public from public`.execute(db);
  }
  if (!exclusive) return;
  await sql`
    do $do$ declare function regprocedure; declare other name; begin
      for function in select oid from pg_proc where pronamespace = 'pg_catalog'::regnamespace
        and proname ~ '^(lo_creat|lo_create|lo_from_bytea|pg_(try_)?advisory_.*)$'
      loop execute format('revoke execute on function %s from public', function); end loop;
      for other in select datname from pg_database where datname <> current_database()
      loop execute format('revoke connect, temporary on database %I from public', other); end loop;
    end $do$`.execute(db);
}
