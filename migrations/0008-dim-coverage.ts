import { Migration } from '@mikro-orm/migrations';

const COMMENTS = {
  division: '行政区划代码',
  ledger: '台账代码',
  ledger_name: '台账名称',
  year: '年度',
  first_day: '年度第一天',
  reported: '是否已报：该区划该年有该台账的行',
  row_count: '行数',
  first_run: '最早一次导入',
  last_run: '最近一次导入',
} as const;

/** Which ledgers divisions have reported for which years; the rows are written when the figures are computed. */
export class DimCoverage extends Migration {
  override up(): void {
    this.addSql(`create table reporting.dim_coverage (
      division varchar(12) not null references reporting.dim_division (code), ledger text not null, ledger_name text not null,
      year int not null references reporting.dim_year (year), first_day date not null, reported boolean not null,
      row_count int not null, first_run uuid, last_run uuid, primary key (division, ledger, year))`);
    this.addSql(`comment on table reporting.dim_coverage is '台账报送情况'`);
    for (const [name, text] of Object.entries(COMMENTS))
      this.addSql(`comment on column reporting.dim_coverage.${name} is '${text}'`);
  }

  override down(): void {
    this.addSql('drop table reporting.dim_coverage');
  }
}
