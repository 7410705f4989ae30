import type { Database } from './sql.js';
import { sql } from 'kysely';

/** Every advisory lock of this program, by its class. Those of one division or run also have a key. */
const CLASSES = {
  /** The rows of a division, by its code: imports and undos change them one after another. */
  division: 7300,
  /** The tree of divisions. */
  divisionTree: 7301,
  /** The figures that are rolled up into a division, by its code. */
  figures: 7302,
  /** The schema, which one starting program at a time brings up to date. */
  schema: 7303,
  /** An import run, by its id: the program that performs it holds the lock, so that others see that the run is alive. */
  run: 7304,
  /** The list of indicators: shared by transactions that write figures. */
  indicators: 7305,
  /** The read-only roles. */
  readers: 7306,
  /** The views of the schema `reporting`. */
  views: 7307,
  /** A file that is being loaded, by the hash of its bytes: readings of the same file replace each other. */
  file: 7308,
} as const;

type LockName = keyof typeof CLASSES;
/** Waits for a lock, which is then held to the end of the transaction. */
export async function lock(tx: Database, name: LockName, key?: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(${numbers(name, key)})`.execute(tx);
}

/** As `lock`, but others may hold it shared at the same time. */
export async function lockShared(tx: Database, name: LockName): Promise<void> {
  await sql`select pg_advisory_xact_lock_shared(${numbers(name)})`.execute(tx);
}

/** Takes a lock to the end of the transaction unless another holds it; whether it was taken. */
export async function tryLock(tx: Database, name: LockName, key?: string): Promise<boolean> {
  const { rows } = await sql<{ taken: boolean }>`
    select pg_try_advisory_xact_lock(${numbers(name, key)}) as taken`.execute(tx);
  return rows[0]?.taken === true;
}

/** The arguments of PostgreSQL's functions: locks of one number and of two are different locks. */
function numbers(name: LockName, key?: string) {
  const lockClass = sql.lit(CLASSES[name]);
  return key === undefined ? sql`${lockClass}::bigint` : sql`${lockClass}, hashtext(${key}::text)`;
}
