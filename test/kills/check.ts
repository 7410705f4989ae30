import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type pg from 'pg';
import { type Ledger, rowsAfter } from './ledgers.js';
import { OWN_CODE } from './work.js';

/** A run as the database has it. */
export interface StoredRun {
  readonly id: string;
  readonly file: string;
  readonly state: string;
}

/** Every run, in the order in which they were loaded. */
export async function runsOf(client: pg.Client): Promise<StoredRun[]> {
  const { rows } = await client.query<StoredRun>(
    'select id, file_name as file, state from import_run order by loaded_at nulls first, id',
  );
  return rows;
}

/** Rows that are lost, doubled or other than those of the runs that are in force. */
export async function wrongRows(client: pg.Client, ledgers: ReadonlyMap<string, Ledger>): Promise<string[]> {
  const inForce = (await runsOf(client)).filter(({ state }) => state === 'COMMITTED');
  const expected = rowsAfter(inForce.map(({ file }) => ledgers.get(file)!));
  const { rows } = await client.query<{ key: string; amount: string }>(
    'select coalesce(document_no, item) as key, (amount / 10000)::float8::text as amount from funding',
  );
  const wrong: string[] = [];
  const seen = new Set<string>();
  for (const { key, amount } of rows) {
    if (seen.has(key)) wrong.push(`doubled: ${key}`);
    else if (expected.get(key) !== Number(amount)) wrong.push(`${key}: ${amount}, not ${expected.get(key)}`);
    seen.add(key);
  }
  for (const key of expected.keys()) if (!seen.has(key)) wrong.push(`lost: ${key}`);
  return wrong;
}

/** Figures of a division or of one above it that are not what its rows add up to. */
export async function wrongFigures(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ wrong: string }>(
    `with own as (
       select coalesce((select substring(definition::text from '专项\\d') from own_indicator where code = $1), 'none') as item
     ), place as (
       select code, case when code like '%0000' then left(code, 2) when code like '%00' then left(code, 4) else code end as prefix
       from division
     ), expected as (
       select p.code as division, 'FUND_CITY' as indicator,
         coalesce(sum(f.amount) filter (where f.level = '市'), 0) / 10000 as value
       from place p left join funding f on f.division like p.prefix || '%' and f.year = 2022 group by p.code
       union all
       select p.code, $1, coalesce(sum(f.amount) filter (where f.item like '%' || own.item || '%'), 0) / 10000
       from place p cross join own left join funding f on f.division like p.prefix || '%' and f.year = 2022
       where own.item <> 'none' group by p.code
     ), kept as (
       select division, indicator, value from reporting.indicator_year
       where indicator in ('FUND_CITY', $1) and dimension = '' and year = 2022
     )
     select format('%s of %s: %s, not %s', indicator, division, k.value, e.value) as wrong
     from expected e full join kept k using (division, indicator)
     where coalesce(k.value, 0) <> coalesce(e.value, 0)`,
    [OWN_CODE],
  );
  return rows.map(({ wrong }) => wrong);
}

/** Temporary files that no process uses any more. */
export function leftFiles(dataDir: string): string[] {
  const parent = join(dataDir, 'tmp');
  if (!existsSync(parent)) return [];
  return readdirSync(parent).flatMap((name) => readdirSync(join(parent, name)).map((file) => join(name, file)));
}
