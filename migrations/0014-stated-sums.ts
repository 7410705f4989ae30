import { Migration } from '@mikro-orm/migrations';

/** What a total in a sheet says beside the sum of the sheet's figures, and what the rows of a sheet are of. */
export class StatedSums extends Migration {
  override up(): void {
    for (const statement of STATEMENTS.split(';\n')) this.addSql(statement);
  }
}

const STATEMENTS = `
alter table "import_issue" add "stated_sum" jsonb null;
create index "import_issue_stated_sum_index" on "import_issue" ("code") where stated_sum is not null;
alter table "import_sheet" add "divisions" text[] not null default '{}', add "years" int[] not null default '{}'
`.trim();
