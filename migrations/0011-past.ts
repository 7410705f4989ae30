import { Migration } from '@mikro-orm/migrations';

/** What an undo takes away, so that a question can still be answered as of a day on which it was known. */
export class Past extends Migration {
  override up(): void {
    for (const statement of STATEMENTS.split(';\n')) this.addSql(statement);
  }
}

const STATEMENTS = `
create table "import_undone" ("division" varchar(12) not null, "run_id" uuid not null, "table" text not null, "row_id" uuid not null, "undone_with" uuid not null, "before" jsonb not null, primary key ("division", "run_id", "table", "row_id"));
comment on table "import_undone" is '撤销前的原值';
alter table "import_run" add "undone_at" timestamptz null
`.trim();
