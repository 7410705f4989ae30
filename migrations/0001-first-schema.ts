import { Migration } from '@mikro-orm/migrations';
import { FIGURES_SCHEMA } from './first-schema/figures.js';
import { LEDGERS_SCHEMA } from './first-schema/ledgers.js';

/** The schema of the first release: the ledgers, the import runs and the figures. */
export class FirstSchema extends Migration {
  override up(): void {
    for (const statement of [...statementsOf(LEDGERS_SCHEMA), ...statementsOf(FIGURES_SCHEMA)]) this.addSql(statement);
    this.addSql(MONTH_KEYS);
    this.addSql(NEW_ID);
  }
}

/** The statements of a text in which each ends a line with a semicolon. */
function statementsOf(text: string): string[] {
  return text
    .split(/;\n/u)
    .map((statement) => statement.trim())
    .filter((statement) => statement !== '');
}

/**
 * The monthly figures are written with the yearly ones, whose foreign keys are checked; checking those of the months too
 * takes most of the time of writing them. BI tools still see the keys. Only PostgreSQL 18 knows `not enforced`; older
 * versions do not even parse the words, so the statement is executed as text.
 */
const MONTH_KEYS = `
do $$ begin
  if current_setting('server_version_num')::int >= 180000 then
    execute 'alter table reporting.indicator_month alter constraint indicator_month_division_fkey not enforced';
    execute 'alter table reporting.indicator_month alter constraint indicator_month_indicator_fkey not enforced';
    execute 'alter table reporting.indicator_month alter constraint indicator_month_year_fkey not enforced';
  end if;
end $$`;

/** Time-ordered ids: PostgreSQL 18 has uuidv7(); for older versions a random UUID gets the time and the version. */
const NEW_ID = `
do $do$ begin
  if current_setting('server_version_num')::int >= 180000 then
    execute 'create function figures.new_id() returns uuid language sql volatile parallel safe return uuidv7()';
  else
    execute $sql$
      create function figures.new_id() returns uuid language sql volatile parallel safe as $fn$
        select encode(set_bit(set_bit(overlay(uuid_send(gen_random_uuid())
          placing substring(int8send((extract(epoch from clock_timestamp()) * 1000)::bigint) from 3) from 1 for 6), 52, 1), 53, 1), 'hex')::uuid
      $fn$
    $sql$;
  end if;
end $do$`;
