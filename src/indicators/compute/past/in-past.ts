import { sql } from 'kysely';
import { fieldColumns, type LedgerDeclaration } from '../../../entities/ledger.js';
import { ledgerOf } from '../../../entities/ledgers/index.js';
import { RequestError } from '../../../errors.js';
import type { Database, Sql } from '../../../database/sql.js';
import type { TableOf } from '../asked-rows.js';
import { layersUnder } from './layers-under.js';
import { endOf, rowsAsOf } from './rows-as-of.js';

/** Which part of the past to read. */
export interface PastScope {
  /** The ISO date at whose end in China the rows were known. */
  readonly asOf: string;
  /** Ids of the ledgers. */
  readonly ledgers: readonly string[];
  /** The divisions, with all under them, as a statement with a column `code`. */
  readonly divisions: Sql;
}

/** The past while its transaction lasts: the tables of the ledgers' rows as they were known. */
export interface Past {
  readonly tx: Database;
  /** The table of a ledger's rows, with the columns that figures are computed from. */
  readonly tableOf: TableOf;
  /** The divisions, in layers from the deepest up. */
  readonly layers: readonly (readonly string[])[];
  /** To be called before a step: limits all steps together to the time of one statement. */
  readonly step: () => Promise<void>;
}

/**
 * Puts the rows of some ledgers and divisions as they were known on a day into temporary tables and calls `read`, in one
 * transaction with one snapshot of the database that changes nothing of it. Throws a RequestError for a day whose rows
 * are not known any more.
 */
export async function inPast<T>(db: Database, scope: PastScope, read: (past: Past) => Promise<T>): Promise<T> {
  return db
    .transaction()
    .setIsolationLevel('repeatable read')
    .execute(async (tx) => {
      const step = await budget(tx);
      await refuseLost(tx, scope);
      const layers = await layersUnder(tx, scope.divisions);
      const ledgers = scope.ledgers.map(ledgerOf);
      for (const ledger of ledgers) {
        await step();
        await makeTable(tx, ledger, scope.asOf, layers.flat());
      }
      return read({ tx, tableOf: nameOf, layers, step });
    });
}

function nameOf(ledger: LedgerDeclaration): string {
  return `as_of_${ledger.table}`;
}

async function makeTable(
  tx: Database,
  ledger: LedgerDeclaration,
  asOf: string,
  divisions: readonly string[],
): Promise<void> {
  const table = sql.table(nameOf(ledger));
  const fields = Object.entries(ledger.fields).flatMap(([name, field]) => fieldColumns(name, field));
  const columns = [
    'division',
    'id',
    'year',
    'enterprise_id',
    'flags',
    'row_number',
    'limits',
    ...fields.map(({ name }) => name),
  ];
  const rows = rowsAsOf(ledger, { asOf, columns, divisions: sql`${divisions}::text[]` });
  await sql`create temp table ${table} on commit drop as ${rows}`.execute(tx);
  await sql`analyze ${table}`.execute(tx);
}

/** Throws if a run of the ledgers was in force on the day but its rows were not kept. */
async function refuseLost(tx: Database, { asOf, ledgers }: PastScope): Promise<void> {
  const { rows } = await sql<{ file: string; from: string; until: string }>`
    select r.file_name as file, (r.loaded_at at time zone 'Asia/Shanghai')::date::text as from,
      (r.finished_at at time zone 'Asia/Shanghai')::date::text as until
    from import_run r
    where r.state = 'UNDONE' and r.undone_at is null and r.loaded_at < ${endOf(asOf)} and r.finished_at >= ${endOf(asOf)}
      and exists (select from import_sheet s where s.run_id = r.id and s.ledger = any(${[...ledgers]}::text[]))
    order by r.loaded_at limit 1`.execute(tx);
  const lost = rows[0];
  if (lost !== undefined) throw RequestError.pastLost(asOf, lost);
}

/** Gives each step the rest of the time that the connection allows a single statement. */
async function budget(tx: Database): Promise<() => Promise<void>> {
  const { rows } = await sql<{ limit: number }>`
    select setting::int as limit from pg_settings where name = 'statement_timeout'`.execute(tx);
  const limit = rows[0]?.limit ?? 0;
  const end = performance.now() + limit;
  return async () => {
    if (limit === 0) return;
    const left = Math.floor(end - performance.now());
    if (left < 1) throw RequestError.queryTimeout();
    await sql`select set_config('statement_timeout', ${String(left)}, true)`.execute(tx);
  };
}
