import { Migration } from '@mikro-orm/migrations';

/** What people decided about sheets, what an import changes value by value, and how far it has come. */
export class Settling extends Migration {
  override up(): void {
    for (const statement of STATEMENTS.split(';\n')) this.addSql(statement);
  }
}

const STATEMENTS = `
create table "import_difference" ("run_id" uuid not null, "seq" int not null, "ledger" text not null, "sheet" text not null, "row" int not null, "address" text null, "field" text not null, "before" text null, "after" text null, primary key ("run_id", "seq"));
comment on table "import_difference" is '导入引起的变化';
create table "import_mapping" ("division" varchar(12) not null, "signature" text not null, "settled" jsonb not null, "created_at" timestamptz not null default now(), primary key ("division", "signature"));
comment on table "import_mapping" is '记住的识别决定';
alter table "import_run" add "rows_read" int not null default 0, add "settled" jsonb not null default '{}', add "difference_count" int not null default 0
`.trim();
