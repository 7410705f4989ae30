import { Migration } from '@mikro-orm/migrations';
import { FIGURES_SCHEMA } from './figures-schema.js';

/** The tables that figures are kept in, and time-ordered ids on every PostgreSQL from 14 on. */
export class Figures extends Migration {
  override up(): void {
    for (const statement of FIGURES_SCHEMA.trim().split(';\n')) {
      if (statement.trim() !== '') this.addSql(statement);
    }
    this.addSql(UUID_V7);
  }
}

/** PostgreSQL 18 has uuidv7(); older ones overlay a random UUID with the time and the version. */
const UUID_V7 = `
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
