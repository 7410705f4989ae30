import { Migration } from '@mikro-orm/migrations';

/** From whose side a technology contract was registered. */
export class ContractDirection extends Migration {
  override up(): void {
    this.addSql('alter table "tech_contract" add column "direction" text null');
    this.addSql(`comment on column "tech_contract"."direction" is '交易流向'`);
  }

  /** The views that show the column go with it; they are made anew at the next start. */
  override down(): void {
    this.addSql('alter table "tech_contract" drop column "direction" cascade');
  }
}
