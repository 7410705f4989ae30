import { Migration } from '@mikro-orm/migrations';
import { SHIPPED_CHANGES } from '../src/entities/shipped-changes.js';

/** Codes of counties that are no more, with those that took their place; a user may add others. */
export class DivisionChanges extends Migration {
  override up(): void {
    this.addSql(`create table "division_change" ("old_code" varchar(12) not null, "new_code" varchar(12) not null,
      "old_name" text not null, "old_parent" text not null, "since" text not null, "kind" text not null, "source" text not null,
      primary key ("old_code", "new_code"))`);
    this.addSql(`comment on table "division_change" is '行政区划代码变更'`);
    const comments = {
      old_code: '原代码',
      new_code: '现代码',
      old_name: '原名称',
      old_parent: '原上级区划的名称',
      since: '变更日期，或年份',
      kind: 'CHANGED 整体变更、SPLIT 分属几个区划',
      source: '依据',
    };
    for (const [name, text] of Object.entries(comments))
      this.addSql(`comment on column "division_change"."${name}" is '${text}'`);
    const quoted = (text: string) => `'${text.replaceAll("'", "''")}'`;
    const rows = SHIPPED_CHANGES.flatMap((change) =>
      change.new.map((code) => {
        const kind = change.new.length > 1 ? 'SPLIT' : 'CHANGED';
        const values = [change.old, code, change.name, change.parent, change.since, kind, change.source];
        return `(${values.map(quoted).join(', ')})`;
      }),
    );
    this.addSql(
      `insert into "division_change" ("old_code", "new_code", "old_name", "old_parent", "since", "kind", "source") values ${rows.join(', ')}`,
    );
  }

  override down(): void {
    this.addSql('drop table "division_change"');
  }
}
