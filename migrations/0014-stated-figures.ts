import { Migration } from '@mikro-orm/migrations';

const SHOWN = ['reporting.indicator_year', 'reporting.indicator_month'];
const COLUMNS = {
  stated: '含填报的合计数：该年没有相应的逐笔台账',
  disputed: '各报表填报的合计数不一致，没有采用',
};

/** Figures that reports state as totals, where no ledger has the rows. */
export class StatedFigures extends Migration {
  override up(): void {
    for (const [name, comment] of Object.entries(COLUMNS)) {
      for (const table of ['figures.part', ...SHOWN])
        this.addSql(`alter table ${table} add ${name} boolean not null default false`);
      for (const table of SHOWN) this.addSql(`comment on column ${table}.${name} is '${comment}'`);
    }
  }

  /** The views that show the columns go with them; they are made anew at the next start. */
  override down(): void {
    for (const name of Object.keys(COLUMNS))
      for (const table of ['figures.part', ...SHOWN]) this.addSql(`alter table ${table} drop column ${name} cascade`);
  }
}
