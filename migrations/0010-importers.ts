import { Migration } from '@mikro-orm/migrations';

/** Who imported a workbook, and when its rows were loaded; earlier runs were loaded in the order in which they began. */
export class Importers extends Migration {
  override up(): void {
    for (const statement of STATEMENTS.split(';\n')) this.addSql(statement);
  }
}

const STATEMENTS = `
alter table "import_run" add "loaded_at" timestamptz null, add "imported_by" text null;
update "import_run" set "loaded_at" = "created_at" where "state" in ('COMMITTED', 'UNDONE')
`.trim();
