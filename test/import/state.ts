import { sql } from 'kysely';
import { LEDGERS } from '../../src/entities/ledgers/index.js';
import type { Database } from '../../src/database/sql.js';

const UUID = '[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}';

/** Each part of the state: a name, and a query of its rows as JSON without what differs from one import to the next. */
const PARTS = [
  ...LEDGERS.map((ledger) => ({
    name: ledger.id,
    rows: sql`
      select to_jsonb(t) - '{id,key,match_key,enterprise_id,created_by,run_id,sheet,row_number,cells,limits}'::text[]
        || jsonb_build_object('key', regexp_replace(t.key, ${sql.lit(UUID)}, '·', 'g'), 'enterprise', e.name || e.credit_code, 'limits', l.limits) as state
      from ${sql.table(ledger.table)} t left join enterprise e on e.division = t.division and e.id = t.enterprise_id
        left join figures.sheet_limits l on l.id = t.limits`,
  })),
  { name: 'enterprise', rows: sql`select to_jsonb(e) - '{id,created_by,run_id}'::text[] as state from enterprise e` },
  { name: 'year', rows: sql`select to_jsonb(y) as state from reporting.indicator_year y` },
  { name: 'month', rows: sql`select to_jsonb(m) as state from reporting.indicator_month m` },
  {
    name: 'coverage',
    rows: sql`select to_jsonb(c) - '{first_run,last_run}'::text[] as state from reporting.dim_coverage c`,
  },
  { name: 'target', rows: sql`select to_jsonb(t) as state from reporting.target t` },
];

/** What the database says, whatever its ids are: every ledger row, enterprise and figure, in a fixed order. */
export async function stateOf(db: Database): Promise<string> {
  const each = PARTS.map(({ name, rows }) => sql`select ${sql.lit(name)} as name, state::text from (${rows}) s`);
  const { rows } = await sql<{ state: string }>`
    select coalesce(string_agg(name || E'\\t' || state, E'\\n' order by name, state), '') as state from (${sql.join(each, sql` union all `)}) parts`.execute(
    db,
  );
  return rows[0]!.state;
}

/** Empties the database of everything that imports bring. */
export async function clearImports(db: Database): Promise<void> {
  const tables = [
    ...LEDGERS.map((ledger) => ledger.table),
    'enterprise',
    'import_change',
    'import_undone',
    'import_run',
    'figures.part',
    'figures.alike',
    'figures.shared',
    'figures.shared_code',
    'reporting.indicator_year',
    'reporting.indicator_month',
    'reporting.target',
    'reporting.dim_coverage',
    'reporting.dim_division',
  ];
  const each = tables.map((table, index) => sql`${sql.ref(`d${index}`)} as (delete from ${sql.table(table)})`);
  await sql`with ${sql.join(each)} select 1`.execute(db);
}
