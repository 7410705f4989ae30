import { Migration } from '@mikro-orm/migrations';

const COMMENTS = {
  definition: '定义：计数规则的文字说明',
  source: '依据的文件及文号',
  notes: '不计的内容和易错之处',
} as const;

/** The words of an indicator's rule, written with the catalogue. */
export class DimIndicatorWords extends Migration {
  override up(): void {
    this.addSql(`alter table reporting.dim_indicator
      add column definition text not null default '', add column source text, add column notes text`);
    this.addSql('alter table reporting.dim_indicator alter column definition drop default');
    for (const [name, text] of Object.entries(COMMENTS))
      this.addSql(`comment on column reporting.dim_indicator.${name} is '${text}'`);
  }

  override down(): void {
    this.addSql('alter table reporting.dim_indicator drop column definition, drop column source, drop column notes');
  }
}
