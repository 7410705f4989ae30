import { Migration } from '@mikro-orm/migrations';

/** An import may take rows away that an earlier reading of its file made: what it overwrote then is the whole row. */
export class RemovedRows extends Migration {
  override up(): void {
    this.addSql(`alter table "import_change" add column "removed" boolean not null default false;`);
    this.addSql(`create index "import_change_removed_index" on "import_change" ("run_id") where removed;`);
    this.addSql(`alter table "import_undone" add column "removed" boolean not null default false;`);
  }
}
